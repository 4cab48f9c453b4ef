/** Where a dropped thing goes: beside what lies under the pointer, by the half that it is over. */

import type { Id } from "../document/types";
import type { Column } from "./layout";

/** From where to where something reaches on the screen, in reading order. */
export type Reach = { start: number; end: number };
export type Box = Reach & { top: number; bottom: number };
/** What the pointer is over, by number, and whether it is past its middle. */
export type Hit = { index: number; after: boolean };

const middle = ({ start, end }: Reach) => (start + end) / 2;

/** What of a row without gaps is at this place; beyond its ends, the first or the last. */
export function hitAt(row: readonly Reach[], at: number): Hit | null {
  const found = row.findIndex(({ end }) => at < end);
  const index = found < 0 ? row.length - 1 : found;
  const box = row[index];
  return box ? { index, after: at > middle(box) } : null;
}

/** Keep a place inside what can be seen: what is scrolled away is no target. */
export function within(start: number, at: number, end: number): number {
  return Math.max(start, Math.min(at, end - 1));
}

/** The place of what is dropped beside one of its siblings, counted without itself. */
export function placeBeside({ index, after }: Hit, from: number): number {
  const to = index + Number(after);
  return from >= 0 && from < to ? to - 1 : to;
}

/** The stage that a touchpoint is dropped into, and its place there, counted without itself. */
export function placeInStage(
  cols: readonly Column[],
  { index, after }: Hit,
  id: Id,
): { stage: Id; index: number } {
  const { stage, start, touchpoint, folded } = cols[index] as Column;
  if (touchpoint === null) return { stage, index: after ? folded.length : 0 };
  const own = cols.findIndex((column) => column.touchpoint === id && column.stage === stage);
  return { stage, index: placeBeside({ index: index - start, after }, own < 0 ? -1 : own - start) };
}

/** Whether a place is in the second half of a box; of one that fills its row, in the lower half. */
export function isPast(box: Box, fillsRow: boolean, at: number, y: number): boolean {
  return fillsRow ? y > (box.top + box.bottom) / 2 : at > middle(box);
}

/** How many of the cards that flow through a cell lie before a place. */
export function cardsBefore(
  cards: readonly (Box & { fillsRow: boolean })[],
  at: number,
  y: number,
): number {
  return cards.filter((card) => {
    if (y < card.top || y > card.bottom) return y > card.bottom;
    return at > card.end || isPast(card, card.fillsRow, at, y);
  }).length;
}
