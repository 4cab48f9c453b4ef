/** Opening the text field over a cell, and what its text becomes. */
import { setEntry, setField } from "../document/edits";
import { entryOf } from "../document/keyed";
import type { Rec } from "../document/records";
import type { Words } from "../document/texts";
import type { Id, Json } from "../document/types";
import type { Widget } from "./widget";

type TextTarget = {
  /** What is covered by the field. */
  over: HTMLElement;
  id: Id;
  field: string;
  /** The entry, for a field that holds texts by id. */
  entry?: Id;
  label: string;
  replace?: boolean;
  select?: boolean;
  multiline?: boolean;
  lines?: boolean;
  /** Turns the field's value into text, for values that are not one. */
  format?: (held: Json | undefined, t: Words) => string;
  /** Turns the text into the field's value; undefined refuses it and says nothing changed. */
  parse?: (text: string) => Json | undefined;
};

export function textOf(value: Json | undefined): string {
  return value === null || value === undefined ? "" : String(value);
}

type Holder = Pick<TextTarget, "field" | "entry" | "format">;

/** What a field says, as text. */
export function saidBy({ fields }: Rec, { field, entry, format = textOf }: Holder, t: Words) {
  const held = fields[field];
  return format(entry === undefined ? held : entryOf(held, entry), t);
}

export function editText(view: Widget, target: TextTarget): void {
  const { session, editor, t } = view;
  const record = session.store.peek(target.id);
  if (!record || !view.canEdit) return;
  const { field, entry } = target;
  editor.open({
    cell: target.over,
    value: saidBy(record, target, t),
    label: target.label,
    replace: target.replace,
    select: target.select,
    multiline: target.multiline ?? true,
    lines: target.lines,
    commit: (text) => {
      const parsed = target.parse ? target.parse(text) : text || null;
      if (parsed === undefined) return;
      // From the record as it was when typing began: so the kernel can tell what was not seen.
      const changes =
        entry === undefined
          ? setField(record, field, parsed)
          : setEntry(record, field, entry, parsed);
      session.edit(changes, t("editor.said.edited", { what: target.label }), text);
    },
    leave: (step) => view.leave(target.over, step),
  });
}
