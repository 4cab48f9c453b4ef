/** Whether two maps are alike but for their ids. */
import { flatten, nest } from "./records";
import { kindIn, MAP, nodesIn } from "./shapes";
import type { Json, NodeJson } from "./types";

/** A number for what a map says: ids count by where they stand, and the order of fields does not. */
export function likeness(doc: NodeJson): string {
  const ids = new Map<string, string>();
  const walk = (node: NodeJson, kind: string) => {
    ids.set(node.id, `#${ids.size}`);
    for (const name of Object.keys(node).sort()) {
      const of = kindIn(kind, name);
      if (of) for (const child of nodesIn(node[name])) walk(child, of);
    }
  };
  walk(doc, MAP);
  const plain = (value: Json): Json => {
    if (typeof value === "string") return ids.get(value) ?? value;
    if (Array.isArray(value)) return value.map(plain);
    if (value === null || typeof value !== "object") return value;
    return Object.entries(value)
      .map(([name, entry]): [string, Json] => [ids.get(name) ?? name, plain(entry as Json)])
      .sort(([a], [b]) => (a < b ? -1 : 1)) as Json;
  };
  return digest(JSON.stringify(plain(nest(flatten(doc), doc.id))));
}

/** No secret: two texts with one digest would only offer what nobody needs. */
function digest(text: string): string {
  let [a, b] = [0x811c9dc5, 0x9e3779b9];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b);
  }
  return `${(a >>> 0).toString(36)}-${(b >>> 0).toString(36)}`;
}
