/** A node and all below it once more, with ids of their own. */
import { newId } from "./session";
import type { Id, Json, NodeJson } from "./types";

/** What points inside points into the copy. What people said of the node stays with it. */
export function copyOf(node: NodeJson): NodeJson {
  const ids = new Map<Id, Id>();
  const copy = renewed(node, ids);
  redirect(copy, ids);
  return copy;
}

const isNode = (value: Json): value is NodeJson =>
  value !== null && typeof value === "object" && !Array.isArray(value) && "id" in value;

function renewed({ comments: _, ...node }: NodeJson, ids: Map<Id, Id>): NodeJson {
  const parts = Object.entries(node).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map((each) => (isNode(each) ? renewed(each, ids) : each)) : value,
  ]);
  const id = newId();
  ids.set(node.id, id);
  return { ...Object.fromEntries(parts), id };
}

/** The fields that hold the id of another node. */
const REFERENCES = ["goal", "pain"];

function redirect(node: NodeJson, ids: Map<Id, Id>): void {
  for (const name of REFERENCES) {
    const target = ids.get(String(node[name] ?? ""));
    if (target) node[name] = target;
  }
  for (const child of Object.values(node).flat()) if (isNode(child)) redirect(child, ids);
}
