/** Points side by side, and a line drawn over columns. */
import { expect, it } from "vitest";
import { sideBySide } from "../../src/editor/emotion/spots";
import { Stroke } from "../../src/editor/emotion/stroke";
import { numbers } from "../random";

/** Pixels of the lane. */
const HEIGHT = 164;
const SLOTS = ["a", "b", "c", "d"].map((id, at) => ({ id, left: at * 100, right: at * 100 + 100 }));

it("a stroke says how high it ran in the middle of each column, however fast it was", () => {
  for (const steps of [1, 3, 7, 100]) {
    const stroke = new Stroke(SLOTS, 20, 10);
    for (let step = 1; step <= steps; step++) {
      stroke.to(20 + (step / steps) * 360, 10 + (step / steps) * 180);
    }
    const heights = Object.fromEntries(stroke.heights);
    expect(Object.keys(heights)).toEqual(["a", "b", "c", "d"]);
    for (const [id, x] of Object.entries({ a: 50, b: 150, c: 250, d: 350 })) {
      // Within the middle half a hand may go on.
      expect(Math.abs((heights[id] as number) - (10 + (x - 20) / 2))).toBeLessThanOrEqual(13);
    }
  }
});

it("what is drawn again counts, and columns that it leaves out are not touched", () => {
  const stroke = new Stroke(SLOTS.slice(0, 3), 150, 40);
  stroke.to(250, 60);
  stroke.to(150, 80);
  expect(stroke.heights.get("b")).toBe(80);
  expect(stroke.heights.has("a")).toBe(false);
  // A press that goes down and trembles to a side is one column, at its end.
  const press = new Stroke(SLOTS, 60, 10);
  press.to(63, 90);
  expect([...press.heights]).toEqual([["a", 90]]);
});

it("points that would hide each other can each be grabbed, and one that is known stays", () => {
  const random = numbers(7);
  for (let round = 0; round < 300; round++) {
    const points = Array.from({ length: 1 + random(6) }, () => ({
      at: random(41) / 40,
      known: random(2) === 0,
    }));
    const spots = sideBySide(points);
    points.forEach((one, i) => {
      points.forEach((other, j) => {
        if (i >= j) return;
        const [a, b] = [spots[i], spots[j]];
        const across = Math.abs((a?.aside ?? 0) - (b?.aside ?? 0));
        const down = Math.abs(one.at - other.at) * HEIGHT;
        // The middle of neither lies in what is grabbed of the other.
        const grip = Math.max(a?.grip ?? 30, b?.grip ?? 30) / 2;
        expect(Math.hypot(across, down)).toBeGreaterThanOrEqual(Math.min(grip, 7));
      });
    });
  }
  expect(
    sideBySide([
      { at: 0.5, known: false },
      { at: 0.5, known: true },
    ])[1]?.aside,
  ).toBe(0);
});
