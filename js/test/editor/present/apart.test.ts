/** Labels never touch, and stay where they belong as far as they can. */
import { expect, it } from "vitest";
import { apart, type Label } from "../../../src/editor/present/apart";
import { abreast } from "../../../src/editor/present/fit";
import { numbers } from "../../random";

it("labels with room stay, those without step aside", () => {
  expect(
    apart(
      [
        { middle: 20, size: 20 },
        { middle: 80, size: 20 },
      ],
      100,
    ),
  ).toEqual([20, 80]);
  const two = apart(
    [
      { middle: 50, size: 20 },
      { middle: 52, size: 20 },
    ],
    100,
  );
  expect((two[1] as number) - (two[0] as number)).toBe(20);
  expect(
    apart(
      [
        { middle: 2, size: 20 },
        { middle: 99, size: 20 },
      ],
      100,
    ),
  ).toEqual([10, 90]);
  expect(apart([], 100)).toEqual([]);
});

it("none touches another or leaves the room, wherever it belongs", () => {
  const whole = numbers(5);
  const next = () => whole(1000) / 1000;
  for (let round = 0; round < 300; round++) {
    const labels: Label[] = Array.from({ length: 1 + Math.floor(next() * 5) }, () => ({
      middle: next() * 240 - 20,
      size: 10 + next() * 30,
    }));
    const middles = apart(labels, 200);
    const boxes = labels
      .map(({ size }, index) => ({ top: (middles[index] as number) - size / 2, size }))
      .sort((a, b) => a.top - b.top);
    boxes.forEach(({ top, size }, index) => {
      expect(top).toBeGreaterThan(-0.001);
      expect(top + size).toBeLessThan((boxes[index + 1]?.top ?? 200) + 0.001);
    });
  }
});

it("touchpoints stand in even rows", () => {
  expect([0, 1, 2, 3, 4, 5, 6, 9].map(abreast)).toEqual([1, 1, 2, 3, 2, 3, 3, 3]);
});
