/** Edits that no kernel has answered, and what is left to do of them. */
import { collapsed, entriesOf, type Part, pair, partOf, parts, same } from "../document/keyed";
import type { Records } from "../document/records";
import type { Change, Id, Json, Updated } from "../document/types";

export type Edit = { label: string; draft: string; changes: Change[] };

/** Keeps edits where they outlive the page; `client` tells those of one editor from another's. */
export interface Attic {
  read(map: Id): { client: string; edits: Edit[] }[];
  /** False when the browser does not allow it; no edits means there is nothing to keep. */
  write(map: Id, client: string, edits: readonly Edit[]): boolean;
  /** Call back when another page wrote; returns a function that stops it. */
  watch(changed: () => void): () => void;
  /** Let all pages know that an editor lives, until the returned function is called. */
  live(client: string): () => void;
  /** Whether an editor lives, in any page; if it does, `left` is called when it has gone. */
  lives(client: string, left: () => void): Promise<boolean>;
}

export const noAttic: Attic = {
  read: () => [],
  write: () => false,
  watch: () => () => {},
  live: () => () => {},
  lives: async () => false,
};

/** What a document leaves out equals its absence. */
const held = (value: Json | undefined): Json => (value === "" ? null : (value ?? null));

/** The parts of an update that are not shown and not set again later, from their first value. */
function openUpdate(
  records: Records,
  change: Updated,
  all: Map<string, Part>,
  later: Set<string>,
): Updated | null {
  const now = records.get(change.id)?.fields;
  const fields: Updated["fields"] = {};
  for (const { path, field, key, now: wished } of parts(change)) {
    if (later.has(path)) continue;
    later.add(path);
    if (now && same(held(partOf(now[field], key)), held(wished))) continue;
    const [from, to] = pair(key, all.get(path)?.old ?? null, wished);
    const [old, next] = fields[field] ?? [null, null];
    fields[field] =
      key === null
        ? [from, to]
        : [
            { ...entriesOf(old), ...entriesOf(from) },
            { ...entriesOf(next), ...entriesOf(to) },
          ];
  }
  return Object.keys(fields).length ? { ...change, fields } : null;
}

function isOpen(records: Records, change: Exclude<Change, Updated>): boolean {
  switch (change.kind) {
    case "added":
      return !records.has(change.node.id);
    case "removed":
      return records.has(change.node.id);
    case "moved": {
      const [parent, slot, index] = change.to;
      return records.get(parent)?.children[slot]?.[index] !== change.id;
    }
  }
}

/** What these records do not show yet of the edits; of several to one field or place, the last. */
export function unsaved<E extends Edit>(records: Records, edits: readonly E[]): E[] {
  const all = collapsed(edits.flatMap(({ changes }) => changes));
  const later = new Set<string>();
  const placed = new Set<Id>();
  const left = (change: Change): Change | null => {
    if (change.kind === "updated") return openUpdate(records, change, all, later);
    if (change.kind === "moved") {
      if (placed.has(change.id)) return null;
      placed.add(change.id);
    }
    return isOpen(records, change) ? change : null;
  };
  return [...edits]
    .reverse()
    .map((edit) => {
      const changes = [...edit.changes]
        .reverse()
        .map(left)
        .filter((change) => change !== null);
      return { ...edit, changes: changes.reverse() };
    })
    .filter((edit) => edit.changes.length > 0)
    .reverse();
}
