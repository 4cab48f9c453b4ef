import { expect, it } from "vitest";
import { stageZoom, zoomStep, zoomToFit } from "../../src/editor/zoom/steps";

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

it.each([
  [1400, 148, 1],
  [1400, 148, 3],
  [700, 148, 8],
  [390, 112, 2],
])("a stage presented in %i px beside a head of %i and %i columns wide fills the rest", (...at) => {
  const [width, head, span] = at;
  const { zoom, column } = stageZoom({ width, height: 5000, natural: 600 }, head, span);
  expect(zoom).toBeGreaterThanOrEqual(1);
  expect(zoom).toBeLessThanOrEqual(2);
  const total = (head + column * span) * zoom;
  if (column > 120) {
    expect(total).toBeLessThanOrEqual(width);
    expect(total).toBeGreaterThan(width - 3);
  }
});

it("a tall map is not enlarged beyond the window", () => {
  expect(stageZoom({ width: 1600, height: 800, natural: 790 }, 148, 1).zoom).toBe(1);
});
