/** The cases of tests/contract/copies, which Python's nodes are copied by too. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { copyOf } from "../../src/document/copy";
import type { Json, NodeJson } from "../../src/document/types";

type Case = { name: string; kind: string; node: NodeJson; copied: NodeJson };

const folder = join(import.meta.dirname, "../../../tests/contract/copies");
const cases = readdirSync(folder).map((name): Case => {
  return { ...JSON.parse(readFileSync(join(folder, name), "utf8")), name };
});

/** Which id of a copy stands for which; both have the same shape. */
function renamed(copied: Json, expected: Json, ids: Map<string, string>): Map<string, string> {
  if (typeof expected !== "object" || expected === null) return ids;
  for (const [name, part] of Object.entries(expected)) {
    const other = (copied as { [name: string]: Json })[name] as Json;
    if (name === "id") ids.set(String(other), String(part));
    renamed(other, part, ids);
  }
  return ids;
}

describe.each(cases)("a copy of $name", ({ kind, node, copied }) => {
  it("has ids of its own, inside references too, and no comments", () => {
    const before = JSON.stringify(node);
    const made = copyOf(node, kind);
    const ids = renamed(made, copied, new Map());
    expect([...ids.keys()].filter((id) => [...ids.values()].includes(id))).toEqual([]);
    expect(new Set(ids.values()).size).toBe(ids.size);
    let text = JSON.stringify(made);
    for (const [own, old] of ids) text = text.replaceAll(`"${own}"`, `"${old}"`);
    expect(JSON.parse(text)).toEqual(copied);
    expect(JSON.stringify(node)).toBe(before);
  });
});

it("there are cases", () => expect(cases.length).toBeGreaterThan(1));
