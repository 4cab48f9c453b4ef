/** Stages and touchpoints are dragged by their heads, beside what the pointer is over. */

import type { Id } from "../../document/types";
import { boxOf, seenOf } from "../../dom/boxes";
import { startDrag } from "../../dom/pointer-drag";
import { type Hit, hitAt, placeBeside, placeInStage, within } from "../../layout/drop";
import type { Column } from "../../layout/layout";
import type { HeadDrag, View } from "../view";
import { moveTo } from "./head-actions";

type Target = Hit & { mark: number };

function targetAt(view: View, row: string, { clientX }: PointerEvent): Target | null {
  const { root, scroller } = view;
  const forward = view.toward("right");
  const heads = [...root.querySelectorAll<HTMLElement>(`[data-row="${row}"]`)].sort(
    (a, b) => Number(a.dataset.col) - Number(b.dataset.col),
  );
  const boxes = heads.map((head) => boxOf(head, forward));
  const { left, right } = seenOf(scroller);
  const hit = hitAt(boxes, within(left, clientX, right) * forward);
  const box = hit && boxes[hit.index];
  if (!box) return null;
  const edge = (hit.after ? box.end : box.start) * forward;
  const origin = scroller.getBoundingClientRect().left + scroller.clientLeft;
  return { ...hit, mark: edge - origin + scroller.scrollLeft };
}

function drag(
  view: View,
  event: PointerEvent,
  row: string,
  follow: (to: Target) => HeadDrag,
  drop: (to: Target) => void,
): void {
  if (!view.canEdit || (event.target as HTMLElement).closest("button")) return;
  const { scroller } = view;
  const end = () => {
    view.headDrag.value = null;
  };
  startDrag(
    event,
    {
      move: (moved) => {
        const to = targetAt(view, row, moved);
        view.headDrag.value = to && follow(to);
      },
      drop: (dropped) => {
        const to = targetAt(view, row, dropped);
        end();
        if (to) drop(to);
      },
      cancel: end,
    },
    { hold: true, scrolls: { scroller, axes: "x", room: () => seenOf(scroller) } },
  );
}

export function dragStage(view: View, event: PointerEvent, id: Id): void {
  const { store, root } = view.session;
  drag(
    view,
    event,
    "stage",
    ({ mark }) => ({ id, mark, into: root }),
    (to) => {
      const stages = store.peek(root)?.children.stages ?? [];
      moveTo(view, id, root, placeBeside(to, stages.indexOf(id)));
    },
  );
}

export function dragTouchpoint(view: View, event: PointerEvent, id: Id): void {
  const cols = (): Column[] => view.layout.peek().cols;
  drag(
    view,
    event,
    "touchpoint",
    (to) => ({ id, mark: to.mark, into: placeInStage(cols(), to, id).stage }),
    (to) => {
      const { stage, index } = placeInStage(cols(), to, id);
      moveTo(view, id, stage, index);
    },
  );
}
