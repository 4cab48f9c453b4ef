import { expect, it } from "vitest";
import { zoomStep, zoomToFit } from "../../src/editor/zoom/steps";

it("steps up and down, from between two steps to the neighbour, and stops at the ends", () => {
  expect([zoomStep(1, 1), zoomStep(1, -1), zoomStep(0.83, 1), zoomStep(0.83, -1)]).toEqual([
    1.1, 0.9, 0.9, 0.8,
  ]);
  expect([zoomStep(2, 1), zoomStep(0.3, -1)]).toEqual([2, 0.3]);
});

it("fits a wide map, and leaves a narrow one as it is", () => {
  expect(zoomToFit(2000, 1000)).toBe(0.5);
  expect(zoomToFit(500, 1000)).toBe(1);
  expect(zoomToFit(90_000, 1000)).toBe(0.3);
});
