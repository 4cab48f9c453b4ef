/** A node and all below it once more, with ids of their own. */
import { newId } from "./session";
import type { Json, NodeJson } from "./types";

const isNode = (value: Json): value is NodeJson =>
  value !== null && typeof value === "object" && !Array.isArray(value) && "id" in value;

export function copyOf(node: NodeJson): NodeJson {
  const parts = Object.entries(node).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map((each) => (isNode(each) ? copyOf(each) : each)) : value,
  ]);
  return { ...Object.fromEntries(parts), id: newId() };
}
