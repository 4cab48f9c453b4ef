import { expect, it } from "vitest";
import { curve } from "../../src/editor/emotion/curve";

/** The heights of a path, sampled on its Bézier segments. */
function sample(path: string): number[] {
  const numbers = (path.match(/-?[\d.]+/g) ?? []).map(Number);
  const heights: number[] = [];
  for (let i = 0; i + 7 < numbers.length; i += 6) {
    const [a, b, c, d] = [1, 3, 5, 7].map((at) => numbers[i + at] as number) as [
      number,
      number,
      number,
      number,
    ];
    for (let t = 0; t <= 1; t += 0.05) {
      const u = 1 - t;
      heights.push(u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d);
    }
  }
  return heights;
}

it("goes through its points", () => {
  expect(curve([10, 40, 20])).toMatch(/^M0\.5,10C.*,1\.5,40C.*,2\.5,20$/);
});

it("is straight where the points are", () => {
  expect(curve([0, 10, 20])).toBe(
    "M0.5,0C0.833,3.333,1.167,6.667,1.5,10C1.833,13.333,2.167,16.667,2.5,20",
  );
});

it("never leaves the range of the points, so nobody feels better than they said", () => {
  const heights = sample(curve([50, 90, 90, 10, 12, 80, 0]));
  expect(Math.max(...heights)).toBeLessThanOrEqual(90.001);
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(-0.001);
});

it("leaves a gap where nothing is known", () => {
  expect(curve([null, 10, 20, null, 30])).toMatch(/^M1\.5,10C[^M]*M4\.5,30$/);
  expect(curve([null])).toBe("");
  expect(curve([])).toBe("");
});
