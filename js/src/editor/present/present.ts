/** The stages that one turns through. */
import type { Column } from "../../layout/layout";
import type { View } from "../view";

export function stages(view: View): Column[] {
  const cols = view.columns();
  return cols.filter((column, index) => column.start === index);
}
