/** Applies changes to records. Its twin is model/reducer.py; both run tests/contract. */
import { merged } from "./keyed";
import { insert, type Rec, type Records, remove } from "./records";
import { isKeyed, kindIn } from "./shapes";
import type { Change, Fields, Id, Json } from "./types";

/** The value that a document leaves out. */
function isDefault(value: Json): boolean {
  return (
    value === null || value === "" || (typeof value === "object" && Object.keys(value).length === 0)
  );
}

function withList(record: Rec, slot: string, ids: readonly Id[]): Rec {
  return { ...record, children: { ...record.children, [slot]: ids } };
}

function put(draft: Map<Id, Rec>, parent: Rec, slot: string, index: number, id: Id): void {
  const ids = [...(parent.children[slot] ?? [])];
  ids.splice(Math.max(0, Math.min(index, ids.length)), 0, id);
  draft.set(parent.id, withList(parent, slot, ids));
}

function take(draft: Map<Id, Rec>, record: Rec): void {
  const parent = record.parent === null ? undefined : draft.get(record.parent);
  if (!parent) return;
  const ids = (parent.children[record.slot] ?? []).filter((id) => id !== record.id);
  draft.set(parent.id, withList(parent, record.slot, ids));
}

function update(draft: Map<Id, Rec>, record: Rec, fields: { [name: string]: [Json, Json] }): void {
  const next: Fields = { ...record.fields };
  for (const [name, [old, wished]] of Object.entries(fields)) {
    const value = isKeyed(name) ? merged(next[name], old, wished) : wished;
    if (isDefault(value)) delete next[name];
    else next[name] = value;
  }
  draft.set(record.id, { ...record, fields: next });
}

function applyOne(draft: Map<Id, Rec>, change: Change): void {
  switch (change.kind) {
    case "updated": {
      const record = draft.get(change.id);
      if (record) update(draft, record, change.fields);
      return;
    }
    case "added": {
      const parent = draft.get(change.parent);
      const kind = parent && kindIn(parent.kind, change.field);
      if (!parent || !kind || draft.has(change.node.id)) return;
      insert(draft, change.node, parent.id, change.field, kind);
      put(draft, parent, change.field, change.index, change.node.id);
      return;
    }
    case "removed": {
      const record = draft.get(change.node.id);
      if (!record) return;
      take(draft, record);
      remove(draft, record.id);
      return;
    }
    case "moved": {
      const record = draft.get(change.id);
      const [parentId, slot, index] = change.to;
      const parent = draft.get(parentId);
      if (!record || !parent || kindIn(parent.kind, slot) !== record.kind) return;
      take(draft, record);
      draft.set(record.id, { ...record, parent: parentId, slot });
      put(draft, draft.get(parentId) as Rec, slot, index, record.id);
    }
  }
}

/**
 * Return the records after the changes. A change whose target is gone does nothing:
 * an edit made here may lose against one made elsewhere, and the kernel says so.
 */
export function apply(records: Records, changes: readonly Change[]): Records {
  const draft = new Map(records);
  for (const change of changes) applyOne(draft, change);
  return draft;
}

export function invert(change: Change): Change {
  switch (change.kind) {
    case "updated": {
      const fields = Object.entries(change.fields).map(([name, [from, to]]) => [name, [to, from]]);
      return { ...change, fields: Object.fromEntries(fields) };
    }
    case "added":
      return { ...change, kind: "removed" };
    case "removed":
      return { ...change, kind: "added" };
    case "moved":
      return { ...change, from: change.to, to: change.from };
  }
}
