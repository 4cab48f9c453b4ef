import { describe, expect, it } from "vitest";
import { parseLines, wordsOf } from "../../src/cards/field";
import { linesOf, textOfLines } from "../../src/document/lines";

describe("a list that people type", () => {
  it("has an entry a line, without blanks and empty ones", () => {
    expect(linesOf(" a \n\n b\r\nc\n")).toEqual(["a", "b", "c"]);
    expect(linesOf("")).toEqual([]);
    expect(textOfLines([])).toBe("");
  });

  it("shows a line break within an entry as a sign, which is one again", () => {
    const held = ["one", "two\nlines", "a\n\nb", "\n", "last\n"];
    const text = textOfLines(held);
    expect(text.split("\n")).toHaveLength(held.length);
    expect(linesOf(text)).toEqual(held);
    expect(linesOf(`new\n${text}\nmore`)).toEqual(["new", ...held, "more"]);
    expect(linesOf(text.replace("two", "2"))).toEqual(["one", "2\nlines", ...held.slice(2)]);
    expect(textOfLines(["a\r\nb\rc"])).toBe(textOfLines(["a\nb\nc"]));
  });

  it("keeps every text without blanks around, whatever else is in it", () => {
    const parts = ["a", "b c", "\n", "- ", "\u2028", "{x}", "$&", "客"];
    let seed = 7;
    const random = (n: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % n;
    };
    for (let round = 0; round < 300; round++) {
      const entries = Array.from({ length: random(6) }, () => {
        const inside = Array.from({ length: random(4) }, () => parts[random(parts.length)]);
        return `x${inside.join("")}x`;
      });
      expect(linesOf(textOfLines(entries))).toEqual(entries);
      const text = textOfLines(wordsOf(entries));
      expect(parseLines(text)).toEqual(entries.length ? entries : null);
    }
  });
});
