/** What the pointer can be over, measured on the screen. */
import type { Box, Reach } from "../layout/drop";
import { isRightToLeft } from "./direction";

/** Where a step in reading order leads: 1 to the right, -1 to the left. */
export type Forward = 1 | -1;
export type Sides = { left: number; right: number; top: number; bottom: number };

export function boxOf(element: Element, forward: Forward): Box {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const [start, end] = forward > 0 ? [left, right] : [-right, -left];
  return { start, end, top, bottom };
}

export const upDown = ({ top, bottom }: Box): Reach => ({ start: top, end: bottom });

/** The part of a grid that its heads leave to be seen: stages and touchpoints above, lanes beside it. */
export function seenOf(scroller: HTMLElement): Sides {
  const { left, right, top, bottom } = scroller.getBoundingClientRect();
  const corner = scroller.querySelector("[role=rowheader]")?.getBoundingClientRect();
  if (!corner) return { left, right, top, bottom };
  const steady = scroller.querySelector(".cjw-steady")?.getBoundingClientRect();
  const below = Math.max(corner.bottom, steady?.bottom ?? 0);
  return isRightToLeft(scroller)
    ? { left, right: corner.left, top: below, bottom }
    : { left: corner.right, right, top: below, bottom };
}

/** Whether an element has its row for itself and takes most of it. */
export function fillsRow(element: HTMLElement, siblings: readonly HTMLElement[]): boolean {
  // Where it was put, wherever a drag has carried it since.
  const beside = siblings.some((each) => each !== element && each.offsetTop === element.offsetTop);
  const room = element.parentElement?.clientWidth ?? 0;
  return !beside && element.offsetWidth * 2 > room;
}
