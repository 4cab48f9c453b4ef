/** Points of several personas in one column: each is seen, and can be grabbed. */

/** Shares of the lane's height: at one place they would hide each other, near ones lie in reach. */
const SAME = 0.03;
const REACH = 0.19;
/** Pixels: what is grabbed of a point beside others, how wide they stand at most, and all of them. */
const [LEAST, GRIP] = [10, 16];
/** About how high a lane is. */
const HEIGHT = 164;
const WIDEST = 20;
const ALL = 104;

export type Spot = { aside: number; grip: number | undefined };

/** Those at one place stand side by side, those of nobody yet behind the others. */
export function sideBySide(points: readonly { at: number; known: boolean }[]): Spot[] {
  const heights = points.map(({ at }) => at);
  const spots = heights.map((at, index): Spot => {
    const away = heights.filter((_, other) => other !== index).map((other) => Math.abs(other - at));
    const next = Math.min(...away);
    const grip = Math.max(LEAST, Math.min(GRIP, 2 * next * HEIGHT));
    return { aside: 0, grip: next < REACH ? grip : undefined };
  });
  const order = heights.map((_, index) => index);
  order.sort((a, b) => (heights[a] as number) - (heights[b] as number));
  const groups: number[][] = [];
  let before = Number.NEGATIVE_INFINITY;
  for (const index of order) {
    const at = heights[index] as number;
    if (at - before < SAME) groups.at(-1)?.push(index);
    else groups.push([index]);
    before = at;
  }
  for (const group of groups) {
    if (group.length === 1) continue;
    const isKnown = (index: number) => points[index]?.known;
    group.sort((a, b) => Number(isKnown(b)) - Number(isKnown(a)) || a - b);
    const middle = ((group.filter(isKnown).length || group.length) - 1) / 2;
    const width = Math.min(WIDEST, ALL / group.length);
    group.forEach((index, place) => {
      spots[index] = { aside: (place - middle) * width, grip: Math.min(GRIP, width) };
    });
  }
  return spots;
}
