/** Texts of others that an edit replaced before it had seen them. */
import { collapsed, pair, same } from "../document/keyed";
import type { Change } from "../document/types";

export type Overwritten = { text: string; revert: Change };

/** Compare what an edit thought was there with what the kernel found. */
export function overwritten(sent: readonly Change[], made: readonly Change[]): Overwritten[] {
  const found = collapsed(made);
  const result: Overwritten[] = [];
  for (const { path, id, field, key, old, now } of collapsed(sent).values()) {
    const theirs = found.get(path)?.old;
    if (typeof theirs !== "string" || theirs === "" || same(theirs, old)) continue;
    const fields = { [field]: pair(key, now, theirs) };
    result.push({ text: theirs, revert: { kind: "updated", id, fields } });
  }
  return result;
}
