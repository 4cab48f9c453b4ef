/** A menu of the values that a field can have. */
import { setField } from "../document/edits";
import type { Rec } from "../document/records";
import type { MenuItem, Widget } from "./widget";

type Choices = {
  field: string;
  values: readonly string[];
  /** Where the catalogue has their words. */
  texts: string;
  /** What holds while nothing is chosen; without it, the chosen one is taken back by itself. */
  usual?: string;
};

export function choices(
  view: Widget,
  { id, fields }: Rec,
  { field, values, texts, usual }: Choices,
) {
  const held = fields[field] ?? usual;
  return values.map((value): MenuItem => {
    const words = view.t(`${texts}.${value}`);
    const label = words.replace(/^./u, (first) => first.toLocaleUpperCase(view.locale));
    const none = value === (usual ?? held);
    const run = () => {
      const now = view.session.store.peek(id);
      if (now) view.session.edit(setField(now, field, none ? null : value), label);
      view.focusActive();
    };
    return { label, checked: value === held, run };
  });
}
