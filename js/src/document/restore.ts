/** A whole map as it was, put in the place of another. */

import { same } from "./keyed";
import { flatten, type Records } from "./records";
import { nodesIn } from "./shapes";
import type { Change, Id, Json, NodeJson } from "./types";

/** What others point to comes first: lanes and personas before stages, stages before links. */
const LAST = ["stages", "links"];

/** The changes that make a map what a document says, but for its id. */
export function restoring(records: Records, root: Id, doc: NodeJson): Change[] {
  const now = records.get(root);
  const then = flatten(doc).get(doc.id);
  if (!now || !then) return [];
  const removed = Object.entries(now.children).flatMap(([field, ids]) =>
    ids.map((id): Change => ({ kind: "removed", parent: root, field, index: 0, node: { id } })),
  );
  const names = new Set([...Object.keys(now.fields), ...Object.keys(then.fields)]);
  const pairs = [...names]
    .map((name) => [name, [now.fields[name] ?? null, then.fields[name] ?? null]] as const)
    .filter(([, [from, to]]) => !same(from, to));
  const fields: { [name: string]: [Json, Json] } = Object.fromEntries(
    pairs.map(([name, [from, to]]) => [name, [from, to]]),
  );
  const lists = Object.keys(then.children).sort((a, b) => LAST.indexOf(a) - LAST.indexOf(b));
  const added = lists.flatMap((field) =>
    nodesIn(doc[field]).map(
      (node, index): Change => ({ kind: "added", parent: root, field, index, node }),
    ),
  );
  const updated: Change[] = pairs.length ? [{ kind: "updated", id: root, fields }] : [];
  return [...removed, ...updated, ...added];
}
