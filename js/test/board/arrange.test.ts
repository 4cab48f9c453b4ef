/** Where the cards of a board stand, by their heights. */
import { expect, it } from "vitest";
import { blocks, type Place, placed } from "../../src/board/arrange";

const GAP = 16;
const stand = (heights: number[], wide = -1): Place[] => {
  const cards = heights.map((height, at) => ({ height, over: height, wide: at === wide }));
  return placed(cards, blocks(cards));
};
const columns = (heights: number[], wide?: number) =>
  stand(heights, wide)
    .map(({ column }) => column)
    .join("");
const empty = (heights: number[]) =>
  stand(heights).map(({ height }, at) => height - (heights[at] ?? 0));

it("puts cards beside each other, and one that is left over below both columns", () => {
  expect(columns([])).toBe("");
  expect(columns([300])).toBe("0");
  expect(columns([300, 310])).toBe("12");
  expect(stand([300, 310]).map(({ height }) => height)).toEqual([310, 310]);
  expect(columns([433, 516, 587, 433, 346])).toBe("12120");
});

it("puts several beside one that is as high, on either side", () => {
  expect(columns([1100, 470, 610])).toBe("122");
  expect(columns([470, 1100, 610])).toBe("121");
  expect(columns([450, 550, 1100, 470, 610])).toBe("12122");
});

it("lets a card reach over both columns where its neighbour would stay half empty", () => {
  expect(columns([564, 995, 1011])).toBe("012");
  expect(columns([564, 995, 1011, 471, 600])).toBe("12120");
  expect(Math.max(...empty([564, 995, 1011, 471, 600]))).toBeLessThan(60);
});

it("shares what stays empty among the cards of a column, so that both end at one line", () => {
  const heights = [433, 516, 587, 433];
  expect(empty(heights)).toEqual([0, 36, 0, 35]);
  const ends = stand(heights).map(({ top, height }) => top + height);
  expect(ends[2]).toBe(ends[3]);
});

it("gives both columns to a curve, wherever it stands", () => {
  expect(columns([200, 300, 310], 0)).toBe("012");
  expect(columns([300, 200, 310], 1)).toBe("000");
  // What comes after it has its neighbour beside it, as ever.
  expect(columns([200, 433, 516, 587, 433, 346], 0)).toBe("012120");
});

it("keeps the order from top to bottom, lays nothing over anything and leaves little empty", () => {
  for (let seed = 1; seed < 300; seed += 1) {
    const count = 1 + (seed % 7);
    const heights = Array.from(
      { length: count },
      (_, at) => 200 + ((seed * (at + 7) * 7919) % 900),
    );
    const places = stand(heights);
    for (const [at, { top, height, column }] of places.entries()) {
      expect(height).toBeGreaterThanOrEqual(heights[at] as number);
      const before = places.slice(0, at);
      for (const other of before) {
        if (column && other.column && other.column !== column) continue;
        expect(top).toBeGreaterThanOrEqual(other.top + other.height + GAP);
      }
      expect(top).toBeGreaterThanOrEqual(Math.max(0, ...before.map((each) => each.top)) - 200);
    }
    const alone = count * 100 + 100; // each over both columns
    expect(empty(heights).reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(alone);
  }
});
