/** Cards go up and down in their cell and into the cells beside it, by key, menu or pointer. */

import { duplicate, placeCard } from "../../document/edits";
import { own } from "../../document/own";
import type { Change, Id } from "../../document/types";
import { boxOf, fillsRow, seenOf } from "../../dom/boxes";
import { startDrag } from "../../dom/pointer-drag";
import { cardsBefore } from "../../layout/drop";
import type { Lane } from "../../layout/layout";
import { cardsOf, ownerOf } from "../../tables/content";
import { textOf } from "../../widget/editing";
import { afterDrawing } from "../../widget/widget";
import { gridOf } from "../grid/selection";
import { withParts } from "../late";
import { move } from "../moved";
import type { View } from "../view";

/** Letters of a card that say which one it was. */
const LONGEST = 60;

export type CardPlace = { lane: Lane; col: number; title: string };
export type Side = "up" | "down" | "left" | "right";

/** The lane and the column of a card that is drawn, and what the lane is called. */
export function placeOf(view: View, card: HTMLElement): CardPlace {
  const { row, col } = card.closest<HTMLElement>("[data-row]")?.dataset ?? {};
  const lane = view.layout.value.rows.find((each) => each.row === row) as Lane;
  return { lane, col: Number(col), title: lane.title || view.t(`lane.${lane.shows}`) };
}

/** What a card says, cut short. */
export function cardWords(view: View, id: Id, card: HTMLElement): string {
  const { lane, title } = placeOf(view, card);
  const field = lane.kind.text ?? "";
  const text = textOf(own(view.session.store.peek(id)?.fields, field));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text || title;
}

export function focusCard(view: View, id: Id): void {
  afterDrawing(() => view.root.querySelector<HTMLElement>(`[data-card="${id}"]`)?.focus());
}

/** The changes that put a card at a position of a cell of its lane. */
function put(view: View, id: Id, lane: Lane, col: number, position: number): Change[] {
  const { store } = view.session;
  const column = view.layout.value.cols[col];
  const owner = column && ownerOf(lane, column);
  if (!owner) return [];
  const cards = cardsOf(gridOf(view), lane, col).map((card) => card.id);
  return placeCard(store, id, cards, position, owner);
}

/** Whether a card of a lane may go into another. */
export function mayCross({ kind: from }: Lane, { kind: to }: Lane): boolean {
  if (from.holds !== "cards" || to.holds !== "cards") return false;
  return from.field === to.field || (from.field === "pains" && to.field === "opportunities");
}

/** The next cell of a lane that can hold a card, to the left or right. */
function neighbour(view: View, lane: Lane, col: number, step: -1 | 1): number | null {
  const { cols } = view.layout.value;
  for (let at = col + step; ; at += step) {
    const column = cols[at];
    if (!column) return null;
    const starts = lane.span === "touchpoint" || column.start === at;
    if (starts && ownerOf(lane, column) !== null) return at;
  }
}

type Card = { id: Id; element: HTMLElement };

export function moveCard(view: View, { id, element }: Card, side: Side): void {
  const place = placeOf(view, element);
  const { lane, col } = place;
  const words = cardWords(view, id, element);
  const cards = cardsOf(gridOf(view), lane, col);
  const here = cards.findIndex((card) => card.id === id);
  let changes: Change[] = [];
  if (side === "up" && here > 0) changes = put(view, id, lane, col, here - 1);
  else if (side === "down" && here < cards.length - 1) changes = put(view, id, lane, col, here + 1);
  else if (side === "left" || side === "right") {
    const to = neighbour(view, lane, col, view.toward(side));
    if (to !== null) changes = put(view, id, lane, to, Number.MAX_SAFE_INTEGER);
  }
  if (changes.length === 0 && (side === "up" || side === "down")) {
    withParts(view, ({ crossBeside }) => crossBeside(view, id, place, side));
    return;
  }
  move(view, changes, words, view.t(`editor.${side}`));
  focusCard(view, id);
}

export function duplicateCard(view: View, id: Id, title: string): void {
  const { session, t } = view;
  const made = duplicate(session.store, id);
  if (!made) return;
  session.edit(made[0], t("editor.said.duplicated", { what: title }));
  focusCard(view, made[1]);
}

/** How many of a cell's other cards lie before the pointer. */
function positionAt(view: View, cell: HTMLElement, id: Id, x: number, y: number): number {
  const forward = view.toward("right");
  const cards = [...cell.querySelectorAll<HTMLElement>("[data-card]")];
  const others = cards
    .filter((card) => card.dataset.card !== id)
    .map((card) => ({ ...boxOf(card, forward), fillsRow: fillsRow(card, cards) }));
  return cardsBefore(others, x * forward, y);
}

export function dragCard(view: View, event: PointerEvent, id: Id, lane: Lane): void {
  if (event.shiftKey || !view.canEdit || (event.target as HTMLElement).closest("button")) return;
  const { scroller } = view;
  const start = [scroller.scrollLeft, scroller.scrollTop] as const;
  const root = view.root.getRootNode() as Document | ShadowRoot;
  const { cols, rows } = view.layout.value;
  const aim = ({ clientX: x, clientY: y }: PointerEvent) => {
    const cell = root.elementFromPoint(x, y)?.closest<HTMLElement>("[data-row]");
    const to = rows.find(({ row }) => row === cell?.dataset.row);
    const col = Number(cell?.dataset.col);
    const column = cols[col];
    if (!cell || !to || !column || !view.root.contains(cell)) return null;
    if (!mayCross(lane, to) || ownerOf(to, column) === null) return null;
    return { lane: to, col, position: positionAt(view, cell, id, x, y) };
  };
  const zoom = view.zoom.peek();
  const words = cardWords(view, id, event.currentTarget as HTMLElement);
  const follow = (now: PointerEvent) => {
    const by: [number, number] = [
      (now.clientX - event.clientX + scroller.scrollLeft - start[0]) / zoom,
      (now.clientY - event.clientY + scroller.scrollTop - start[1]) / zoom,
    ];
    const { lane: { row } = { row: "" }, col = -1, position = -1 } = aim(now) ?? {};
    view.cardDrag.value = { id, by, row, col, position };
  };
  startDrag(
    event,
    {
      move: follow,
      drop: (dropped) => {
        const to = aim(dropped);
        view.cardDrag.value = null;
        if (!to) return;
        if (to.lane.row !== lane.row) {
          withParts(view, ({ cross }) => cross(view, id, to));
          return;
        }
        const changes = put(view, id, lane, to.col, to.position);
        move(view, changes, words);
        focusCard(view, id);
      },
      cancel: () => {
        view.cardDrag.value = null;
      },
    },
    { hold: true, scrolls: { scroller, axes: "xy", room: () => seenOf(scroller) } },
  );
}
