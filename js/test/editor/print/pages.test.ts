import { describe, expect, test } from "vitest";
import { pages } from "../../../src/editor/print/pages";
import type { Column } from "../../../src/layout/layout";

/** Columns of stages that have so many touchpoints each. */
function columns(...spans: number[]): Column[] {
  return spans.flatMap((span, stage) => {
    const start = spans.slice(0, stage).reduce((sum, each) => sum + each, 0);
    const one = (at: number) => ({
      stage: `s${stage}`,
      touchpoint: `t${start + at}`,
      start,
      span,
      folded: [],
    });
    return Array.from({ length: span }, (_, at) => one(at));
  });
}

describe("a map on paper", () => {
  test.each<[string, number[], [number, number][]]>([
    ["no page of nothing", [], []],
    ["a small map has one page", [2, 3], [[0, 5]]],
    [
      "pages end between stages",
      [3, 2, 2, 1],
      [
        [0, 5],
        [5, 8],
      ],
    ],
    ["six columns are a page", [6], [[0, 6]]],
    [
      "a wide stage has pages of its own",
      [1, 14],
      [
        [0, 1],
        [1, 7],
        [7, 13],
        [13, 15],
      ],
    ],
    [
      "what follows it shares the last",
      [8, 3],
      [
        [0, 6],
        [6, 11],
      ],
    ],
  ])("%s", (_, spans, expected) => {
    expect(pages(columns(...spans))).toEqual(expected);
  });

  test("each column is on one page, whatever the stages", () => {
    for (let seed = 1; seed < 200; seed++) {
      const spans = Array.from({ length: 1 + (seed % 7) }, (_, i) => 1 + ((seed * (i + 3)) % 9));
      const cols = columns(...spans);
      const found = pages(cols);
      expect(found[0]?.[0]).toBe(0);
      expect(found.at(-1)?.[1]).toBe(cols.length);
      for (const [at, [from, to]] of found.entries()) {
        expect(to - from).toBeGreaterThan(0);
        expect(to - from).toBeLessThanOrEqual(6);
        if (at) expect(from).toBe(found[at - 1]?.[1]);
      }
    }
  });
});
