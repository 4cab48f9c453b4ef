/** What a field holds: its kind says so, as Python tells it, never how a value looks. */
import { own } from "./own";
import { CHILDREN, KEPT, KEYED, REFERENCES } from "./schema.generated";
import type { Json, NodeJson } from "./types";

const keyed: ReadonlySet<string> = new Set(KEYED);

/** The kind of the document itself. */
export const MAP = "JourneyMap";

/** The kind of the nodes in a list of such a node; undefined for a field that holds none. */
export const kindIn = (kind: string, field: string): string | undefined =>
  own(own(CHILDREN, kind), field);

/** Whether a document states the list even when it is empty. */
export const isKept = (kind: string, field: string): boolean =>
  own(KEPT, kind)?.includes(field) === true;

/** The fields that hold the id of another node. */
export const referencesOf = (kind: string): readonly string[] => own(REFERENCES, kind) ?? [];

/** Whether a field holds values by id; two people may set different entries of one at once. */
export const isKeyed = (field: string): boolean => keyed.has(field);

/** The nodes in a list that a document states. */
export const nodesIn = (value: Json | undefined): NodeJson[] => (value ?? []) as NodeJson[];
