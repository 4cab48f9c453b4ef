import { describe, expect, it } from "vitest";
import { parseShare, shareOf } from "../../src/cards/card";
import { parseLines } from "../../src/cards/field";
import { initials } from "../../src/cards/portrait";
import { copyOf } from "../../src/document/copy";
import { speaking } from "../speaking";

describe("a share", () => {
  it.each([
    ["56", 0.56],
    ["56 %", 0.56],
    ["0.56", 0.56],
    ["0,56", 0.56],
    ["１００％".normalize("NFKC"), 1],
    ["1", 1],
    ["1 %", 0.01],
    ["0.5 %", 0.005],
    ["0", 0],
    ["120", 1.2],
    ["", null],
    ["half", "half"],
  ])("%s is %s", (text, value) => {
    expect(parseShare(text)).toBe(value);
  });
});

describe("lines", () => {
  it("are texts, without the bullets of a list that was pasted", () => {
    const text = "- fast\r\n\n  • cheap \n2) good\n–5 °C is not a bullet\n3.5 stars";
    expect(parseLines(text)).toEqual([
      "fast",
      "cheap",
      "good",
      "–5 °C is not a bullet",
      "3.5 stars",
    ]);
  });

  it("of nothing are at their default", () => {
    expect(parseLines(" \n\n")).toBeNull();
  });
});

describe("initials", () => {
  it.each([
    ["Anna, 41", "A"],
    ["Li Wei", "LW"],
    ["анна мария петрова", "АМ"],
    ["李 伟", "李"],
    ["王小明", "王"],
    ["7 of 9", "O"],
    ["𠮷野家", "𠮷"],
    ["", ""],
  ])("of %s are %s", (name, expected) => {
    expect(initials(name)).toBe(expected);
  });
});

describe("a copy", () => {
  it("says the same with ids of its own, all the way down", () => {
    const node = {
      id: "anna",
      name: "Anna",
      needs: ["a", "b"],
      answers: { why: "price" },
      goals: [{ id: "g", text: "Sleep", evidence: [{ id: "e", level: "anecdote" }] }],
    };
    const copy = JSON.parse(JSON.stringify(copyOf(node, "Persona")));
    const ids = JSON.stringify(copy).match(/"id":"([^"]+)"/g);
    expect(new Set(ids).size).toBe(3);
    expect(ids?.some((id) => /"(anna|g|e)"/.test(id.slice(4)))).toBe(false);
    const bare = (value: unknown) => JSON.stringify(value, (key, v) => (key === "id" ? 0 : v));
    expect(bare(copy)).toBe(bare(node));
  });
});

it.each([
  ["en", 0.125, "12.5%"],
  ["ru", 0.125, "12,5\u00a0%"],
  ["ru", 0.1234567, "12,3457\u00a0%"],
  ["zh-Hans", 0.56, "56%"],
])("a share in %s is read as it is written", (locale, share, said) => {
  expect(shareOf(share, speaking(locale))).toBe(said);
  expect(parseShare(said)).toBeCloseTo(share, 6);
});
