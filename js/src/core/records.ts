/** The document as a flat table of records: one edit touches one record. */
import type { Fields, Id, Json, NodeJson } from "./types";

export interface Rec {
  readonly id: Id;
  readonly parent: Id | null;
  /** The list of the parent that holds this record. */
  readonly slot: string;
  readonly fields: Readonly<Fields>;
  readonly children: Readonly<Record<string, readonly Id[]>>;
}

export type Records = ReadonlyMap<Id, Rec>;

/** The lists a document states even when they are empty. */
const ALWAYS = new Set(["lanes"]);

function isChildren(name: string, value: Json): value is NodeJson[] {
  return (
    Array.isArray(value) &&
    (ALWAYS.has(name) || value.length > 0) &&
    value.every((item) => item !== null && typeof item === "object" && "id" in item)
  );
}

/** Add a node and all below it to a table. */
export function insert(
  records: Map<Id, Rec>,
  node: NodeJson,
  parent: Id | null,
  slot: string,
): void {
  const fields: Fields = {};
  const children: Record<string, Id[]> = {};
  for (const [name, value] of Object.entries(node)) {
    if (isChildren(name, value)) {
      children[name] = value.map((child) => child.id);
      for (const child of value) insert(records, child, node.id, name);
    } else if (name !== "id") {
      fields[name] = value;
    }
  }
  records.set(node.id, { id: node.id, parent, slot, fields, children });
}

export function flatten(doc: NodeJson): Map<Id, Rec> {
  const records = new Map<Id, Rec>();
  insert(records, doc, null, "");
  return records;
}

/** The inverse of `flatten`, from any record downwards. */
export function nest(records: Records, id: Id): NodeJson {
  const record = records.get(id);
  if (!record) throw new Error(`There is no record ${id}.`);
  const node: NodeJson = { id, ...record.fields };
  for (const [name, ids] of Object.entries(record.children)) {
    if (ids.length || ALWAYS.has(name)) node[name] = ids.map((child) => nest(records, child));
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
