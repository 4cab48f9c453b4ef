/** The title of the map, above the grid. */
import { editText } from "../../widget/editing";
import type { View } from "../view";

export function renameTitle(view: View, over: HTMLElement): void {
  const { root: id } = view.session;
  const label = view.t("editor.title");
  editText(view, { over, id, field: "title", label, multiline: false });
}
