/** Setting what a persona feels. */
import { setEntry, setField } from "../../document/edits";
import { entryOf } from "../../document/keyed";
import type { Change, Id } from "../../document/types";
import type { View } from "../view";

/** A map with one persona, or none, has one feeling for all. */
export function feelingChanges(view: View, id: Id, persona: Id, value: number | null): Change[] {
  const { store, root } = view.session;
  const record = store.peek(id);
  if (!record) return [];
  const alone = (store.peek(root)?.children.personas?.length ?? 0) <= 1;
  return alone && entryOf(record.fields.emotions, persona) === undefined
    ? setField(record, "emotion", value)
    : setEntry(record, "emotions", persona, value);
}
