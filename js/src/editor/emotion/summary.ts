/** What a collapsed stage says for the touchpoints it hides. */
import type { Point } from "../../document/points";

/** The mean of what is known; measured only when all of it is. */
export function meanPoint(points: (Point | null)[]): Point | null {
  const known = points.filter((point): point is Point => point !== null);
  if (known.length === 0) return null;
  const value = known.reduce((sum, point) => sum + point.value, 0) / known.length;
  const measured = known.every((point) => point.measured);
  return { value, measured, n: null, low: null, high: null };
}
