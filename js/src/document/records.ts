/** The document as a flat table of records: one edit touches one record. */
import { isKept, kindIn, MAP, nodesIn } from "./shapes";
import type { Fields, Id, NodeJson } from "./types";

export interface Rec {
  readonly id: Id;
  readonly kind: string;
  readonly parent: Id | null;
  /** The list of the parent that holds this record. */
  readonly slot: string;
  readonly fields: Readonly<Fields>;
  readonly children: Readonly<Record<string, readonly Id[]>>;
}

export type Records = ReadonlyMap<Id, Rec>;

/** Add a node and all below it to a table. */
export function insert(
  records: Map<Id, Rec>,
  node: NodeJson,
  parent: Id | null,
  slot: string,
  kind: string,
): void {
  const fields: Fields = {};
  const children: Record<string, Id[]> = {};
  for (const [name, value] of Object.entries(node)) {
    const of = kindIn(kind, name);
    if (of !== undefined) {
      const below = nodesIn(value);
      children[name] = below.map((child) => child.id);
      for (const child of below) insert(records, child, node.id, name, of);
    } else if (name !== "id") {
      fields[name] = value;
    }
  }
  records.set(node.id, { id: node.id, kind, parent, slot, fields, children });
}

export function flatten(doc: NodeJson): Map<Id, Rec> {
  const records = new Map<Id, Rec>();
  insert(records, doc, null, "", MAP);
  return records;
}

/** The inverse of `flatten`, from any record downwards. */
export function nest(records: Records, id: Id): NodeJson {
  const record = records.get(id);
  if (!record) throw new Error(`There is no record ${id}.`);
  const node: NodeJson = { id, ...record.fields };
  for (const [name, ids] of Object.entries(record.children)) {
    if (ids.length || isKept(record.kind, name))
      node[name] = ids.map((child) => nest(records, child));
  }
  return node;
}

/** Remove a record and all below it from a table. */
export function remove(records: Map<Id, Rec>, id: Id): void {
  for (const ids of Object.values(records.get(id)?.children ?? {})) {
    for (const child of ids) remove(records, child);
  }
  records.delete(id);
}
