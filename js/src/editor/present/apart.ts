/** Labels beside a line: as near to where they belong as they can stand without touching. */
export type Label = { middle: number; size: number };

/** The middle of each, so that none overlaps another and all are within 0 and `room`, if they fit. */
export function apart(labels: readonly Label[], room: number): number[] {
  const order = labels
    .map((label, index) => ({ ...label, index }))
    .sort((a, b) => a.middle - b.middle);
  let free = 0;
  for (const each of order) {
    each.middle = Math.max(each.middle, free + each.size / 2);
    free = each.middle + each.size / 2;
  }
  free = Math.max(
    room,
    order.reduce((sum, { size }) => sum + size, 0),
  );
  for (const each of order.toReversed()) {
    each.middle = Math.min(each.middle, free - each.size / 2);
    free = each.middle - each.size / 2;
  }
  const middles: number[] = [];
  for (const { index, middle } of order) middles[index] = middle;
  return middles;
}
