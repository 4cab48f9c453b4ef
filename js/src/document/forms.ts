/** The fields of every kind of node, as the kernel describes them; see widgets/forms.py. */
import type { Rec } from "./records";
import type { Store } from "./store";
import type { Id } from "./types";

export type FieldSpec = {
  name: string;
  kind: string;
  choices?: readonly string[];
  /** The prefix of the choices' words in the catalogue. */
  words?: string;
  default?: string;
  low?: number;
  high?: number;
  whole?: boolean;
  /** The lists that hold what a reference may name. */
  to?: string;
  /** The kind of the children. */
  of?: string;
};
/** The field that names such a node, and all fields in the order of the file. */
export type Form = { label: string; fields: readonly FieldSpec[] };
export type Forms = { readonly [kind: string]: Form };
export type Framework = { name: string; title: string; source: string; stages: string[] };

/** A node and what it lies in, the map first. */
export function path(store: Store, id: Id): Rec[] {
  const result: Rec[] = [];
  let record = store.get(id);
  while (record) {
    result.unshift(record);
    record = record.parent === null ? undefined : store.get(record.parent);
  }
  return result;
}
