/** What is said about the parts of a map. Who may change what: widgets/roles.py. */
import { add, setField } from "./edits";
import type { Rec } from "./records";
import type { Store } from "./store";
import type { Change, Id } from "./types";

/** The comments on a node, oldest first. */
export function thread(store: Store, node: Id): Rec[] {
  return (store.get(node)?.children.comments ?? [])
    .map((id) => store.get(id))
    .filter((comment): comment is Rec => comment !== undefined);
}

export const isResolved = (comment: Rec): boolean => comment.fields.resolved === true;
export const isBy = (comment: Rec, author: string): boolean =>
  (comment.fields.author ?? "") === author;

export function openComments(store: Store, node: Id): number {
  return thread(store, node).filter((comment) => !isResolved(comment)).length;
}

/** The nodes that can be talked about: the map, its personas, its stages and touchpoints. */
export function subjects(store: Store, root: Id): Id[] {
  const { personas = [], stages = [] } = store.get(root)?.children ?? {};
  const below = stages.flatMap((id) => [id, ...(store.get(id)?.children.touchpoints ?? [])]);
  return [root, ...personas, ...below];
}

/** The kernel signs it: author and time are set there, and this name is shown until then. */
export function addComment(node: Rec, text: string, author: string): Change[] {
  const count = node.children.comments?.length ?? 0;
  return [add(node, "comments", count, author ? { text, author } : { text })[0]];
}

export const resolveComment = (comment: Rec): Change[] =>
  setField(comment, "resolved", isResolved(comment) ? null : true);
