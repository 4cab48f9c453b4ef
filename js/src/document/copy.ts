/** A node and all below it once more, with ids of their own. */
import { newId } from "./ids";
import { kindIn, nodesIn, referencesOf } from "./shapes";
import type { Id, Json, NodeJson } from "./types";

/** What points inside points into the copy. What people said of the node stays with it. */
export function copyOf(node: NodeJson, kind: string): NodeJson {
  const ids = new Map<Id, Id>();
  const copy = renewed(node, kind, ids);
  redirect(copy, kind, ids);
  return copy;
}

/** What and where a stage or touchpoint is, and nothing that was said of it. */
const FRAME = /^(?:id|name|channel|mode|category|device|initiator|receiver|touchpoints)$/;

export function frameOf(node: NodeJson): NodeJson {
  const parts = Object.entries(node).filter(([name]) => FRAME.test(name));
  const { touchpoints, ...frame } = Object.fromEntries(parts) as NodeJson;
  return touchpoints ? { ...frame, touchpoints: nodesIn(touchpoints).map(frameOf) } : frame;
}

function renewed(node: NodeJson, kind: string, ids: Map<Id, Id>): NodeJson {
  const parts = Object.entries(node).flatMap(([name, value]): [string, Json][] => {
    const of = kindIn(kind, name);
    if (of === undefined) return [[name, value]];
    if (of === "Comment") return [];
    return [[name, nodesIn(value).map((child) => renewed(child, of, ids))]];
  });
  const id = newId();
  ids.set(node.id, id);
  return { ...Object.fromEntries(parts), id };
}

function redirect(node: NodeJson, kind: string, ids: Map<Id, Id>): void {
  for (const name of referencesOf(kind)) {
    const target = ids.get(String(node[name] ?? ""));
    if (target) node[name] = target;
  }
  for (const [name, value] of Object.entries(node)) {
    const of = kindIn(kind, name);
    if (of) for (const child of nodesIn(value)) redirect(child, of, ids);
  }
}
