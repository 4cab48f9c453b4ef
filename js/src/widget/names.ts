/** What a node is called: the map, a persona, a stage or a touchpoint. */
import type { Id } from "../document/types";
import type { Widget } from "./widget";

const KINDS: Record<string, string> = { "": "map", personas: "persona", stages: "stage" };

export function nameOf({ session, t }: Widget, id: Id): string {
  const record = session.store.peek(id);
  const { name, title } = record?.fields ?? {};
  return String(name || title || t(`editor.untitled_${KINDS[record?.slot ?? ""] ?? "touchpoint"}`));
}
