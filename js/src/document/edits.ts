/** The edits that a person makes, as changes. */
import { copyOf, frameOf } from "./copy";
import { newId } from "./ids";
import { nest, type Rec } from "./records";
import type { Store } from "./store";
import type { Change, Fields, Id, Json } from "./types";

export function setField(record: Rec, name: string, value: Json): Change[] {
  const old = record.fields[name] ?? null;
  if (JSON.stringify(old) === JSON.stringify(value) || (old === null && value === "")) return [];
  return [{ kind: "updated", id: record.id, fields: { [name]: [old, value] } }];
}

/** Set one entry of a field that holds values by id. */
export function setEntry(record: Rec, name: string, key: Id, value: Json): Change[] {
  const old = (record.fields[name] ?? {}) as { [key: string]: Json };
  const { [key]: _, ...rest } = old;
  return setField(record, name, value === null ? rest : { ...rest, [key]: value });
}

export function add(parent: Rec, field: string, index: number, fields: Fields): [Change, Id] {
  const node = { id: newId(), ...fields };
  return [{ kind: "added", parent: parent.id, field, index, node }, node.id];
}

export function removeNode(store: Store, id: Id): Change[] {
  const record = store.peek(id);
  if (!record || record.parent === null) return [];
  const index = store.peek(record.parent)?.children[record.slot]?.indexOf(id) ?? 0;
  return [{ kind: "removed", parent: record.parent, field: record.slot, index, node: { id } }];
}

/** Move a node to a position counted without the node itself. */
export function moveNode(store: Store, id: Id, parent: Id, index: number): Change[] {
  const record = store.peek(id);
  if (!record || record.parent === null) return [];
  const start = store.peek(record.parent)?.children[record.slot]?.indexOf(id) ?? 0;
  if (record.parent === parent && start === index) return [];
  const { slot } = record;
  return [{ kind: "moved", id, from: [record.parent, slot, start], to: [parent, slot, index] }];
}

/**
 * One step to the left or right. A touchpoint that stands at the edge of its stage goes on
 * into the neighbouring one.
 */
export function stepNode(store: Store, id: Id, step: -1 | 1): Change[] {
  const record = store.peek(id);
  const parent = record?.parent ? store.peek(record.parent) : undefined;
  if (!record || !parent) return [];
  const siblings = parent.children[record.slot] ?? [];
  const target = siblings.indexOf(id) + step;
  if (target >= 0 && target < siblings.length) return moveNode(store, id, parent.id, target);
  if (record.slot !== "touchpoints" || parent.parent === null) return [];
  const stages = store.peek(parent.parent)?.children.stages ?? [];
  const next = stages[stages.indexOf(parent.id) + step];
  if (next === undefined) return [];
  const room = store.peek(next)?.children.touchpoints?.length ?? 0;
  return moveNode(store, id, next, step === 1 ? 0 : room);
}

/** A copy of a node right after it, with all it holds or only what it is. */
export function duplicate(store: Store, id: Id, bare = false): [Change[], Id] | null {
  const record = store.peek(id);
  if (!record || record.parent === null) return null;
  const { parent, slot: field } = record;
  const index = (store.peek(parent)?.children[field]?.indexOf(id) ?? 0) + 1;
  const whole = nest(store.records, id);
  const node = copyOf(bare ? frameOf(whole) : whole, record.kind);
  return [[{ kind: "added", parent, field, index, node }], node.id];
}

/** Put a card among the others of a cell, which may belong to several nodes. Counted without it. */
export function placeCard(
  store: Store,
  id: Id,
  cards: readonly Id[],
  position: number,
  owner: Id,
): Change[] {
  if (cards.indexOf(id) === position) return [];
  const others = cards.filter((card) => card !== id);
  const at = (card: Id | undefined) => {
    const record = card === undefined ? undefined : store.peek(card);
    if (!record || record.parent === null) return null;
    const list = store.peek(record.parent)?.children[record.slot] ?? [];
    const index = list.filter((each) => each !== id).indexOf(record.id);
    return { parent: record.parent, index };
  };
  const before = at(others[position - 1]);
  const after = at(others[position]);
  const own = store.peek(id)?.parent;
  if (after && (!before || after.parent === own)) {
    return moveNode(store, id, after.parent, after.index);
  }
  if (before) return moveNode(store, id, before.parent, before.index + 1);
  const room = store.peek(owner)?.children[store.peek(id)?.slot ?? ""]?.length ?? 0;
  return moveNode(store, id, owner, room);
}
