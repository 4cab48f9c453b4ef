/** Fields that hold values by id: two people may set different entries of one at once. */
import { own } from "./own";
import { isKeyed } from "./shapes";
import type { Change, Id, Json } from "./types";

export type Entries = { [key: string]: Json };

export const entriesOf = (value: Json | undefined): Entries => (value ?? {}) as Entries;
/** The value by one id that a field holds. */
export const entryOf = (value: Json | undefined, key: Id): Json | undefined =>
  own(entriesOf(value), key);
export const same = (a: Json | undefined, b: Json | undefined): boolean =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** The ids whose entries differ. */
export function touched(from: Json, to: Json): string[] {
  const ids = Object.keys({ ...entriesOf(from), ...entriesOf(to) });
  return ids.filter((id) => !same(entryOf(from, id), entryOf(to, id)));
}

/** Carry over only what differs, as _merged in model/reducer.py. */
export function merged(now: Json | undefined, from: Json, to: Json): Entries {
  const result = new Map(Object.entries(entriesOf(now)));
  for (const id of touched(from, to)) {
    const value = entryOf(to, id);
    if (value === undefined) result.delete(id);
    else result.set(id, value);
  }
  return Object.fromEntries(result);
}

/** One value that a change sets: a field, or an entry of a keyed one. */
export type Part = {
  path: string;
  id: Id;
  field: string;
  key: string | null;
  old: Json;
  now: Json;
};

export function partOf(value: Json | undefined, key: string | null): Json {
  return (key === null ? value : entryOf(value, key)) ?? null;
}

export function parts(change: Change): Part[] {
  if (change.kind !== "updated") return [];
  const { id } = change;
  return Object.entries(change.fields).flatMap(([field, [old, now]]) =>
    (isKeyed(field) ? touched(old, now) : [null]).map((key) => {
      const path = [id, field, ...(key === null ? [] : [key])].join(" ");
      return { path, id, field, key, old: partOf(old, key), now: partOf(now, key) };
    }),
  );
}

/** Every value that the changes set, from the first old one to the last new one. */
export function collapsed(changes: readonly Change[]): Map<string, Part> {
  const found = new Map<string, Part>();
  for (const part of changes.flatMap(parts)) {
    const first = found.get(part.path);
    found.set(part.path, first ? { ...part, old: first.old } : part);
  }
  return found;
}

/** The pair of values, old and new, that sets one part. */
export function pair(key: string | null, old: Json, now: Json): [Json, Json] {
  if (key === null) return [old, now];
  const entry = (value: Json): Json => (value === null ? {} : { [key]: value });
  return [entry(old), entry(now)];
}
