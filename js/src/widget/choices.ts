/** A menu of the values that a field can have; the first of them is its default. */
import { setField } from "../document/edits";
import type { Rec } from "../document/records";
import type { MenuItem, Widget } from "./widget";

export function choices(
  view: Widget,
  { id, fields }: Rec,
  field: string,
  values: readonly string[],
  texts: string,
): MenuItem[] {
  const held = fields[field] ?? values[0];
  return values.map((value) => {
    const label = view.t(`${texts}.${value}`);
    const run = () => {
      const now = view.session.store.peek(id);
      if (now) view.session.edit(setField(now, field, value === values[0] ? null : value), label);
      view.focusActive();
    };
    return { label, checked: value === held, run };
  });
}
