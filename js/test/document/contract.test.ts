/** The cases of tests/contract, which Python's reducer runs too. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { flatten, nest } from "../../src/document/records";
import { apply, invert } from "../../src/document/reducer";
import type { Change, NodeJson } from "../../src/document/types";

type Case = { name: string; doc: NodeJson; recorded: Change[]; expected: NodeJson };

const folder = join(import.meta.dirname, "../../../tests/contract");
const cases = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as Case);

it("there are cases", () => expect(cases.length).toBeGreaterThan(30));

describe.each(cases)("$name", ({ doc, recorded, expected }) => {
  it("gives the expected document", () => {
    expect(nest(apply(flatten(doc), recorded), doc.id)).toEqual(expected);
  });

  it("is taken back by its inverse", () => {
    const back = [...recorded].reverse().map(invert);
    expect(nest(apply(flatten(expected), back), doc.id)).toEqual(doc);
  });

  it("leaves the records it came from alone", () => {
    const start = flatten(doc);
    apply(start, recorded);
    expect(nest(start, doc.id)).toEqual(doc);
  });
});
