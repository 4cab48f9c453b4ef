/** A whole curve is drawn in one stroke: that of the persona in hand. */
import { scaleOf, scoreAt } from "../../document/scale";
import type { Id } from "../../document/types";
import { startDrag } from "../../dom/pointer-drag";
import type { View } from "../view";
import { inHand, MARGIN, pointIn } from "./feeling";
import { feelingChanges } from "./set";
import { type Slot, Stroke } from "./stroke";

/** What was measured stays: the stroke passes over it. */
function slotsOf(view: View, row: string, persona: { id: Id; name: string; index: number }) {
  const { store } = view.session;
  return view.layout.peek().cols.flatMap((column, col): Slot[] => {
    const cell = view.cell(row, col);
    const { touchpoint } = column;
    if (!cell || touchpoint === null) return [];
    if (pointIn(store, column, persona, null, view.observed.peek())?.measured) return [];
    const { left, right } = cell.getBoundingClientRect();
    return [{ id: touchpoint, left, right }];
  });
}

export function drawCurve(view: View, event: PointerEvent, cell: HTMLElement): void {
  const { session, t } = view;
  const persona = inHand(view);
  if (!persona) return;
  const scale = scaleOf(session.store.peek(session.root)?.fields);
  const { top, height } = cell.getBoundingClientRect();
  const slots = slotsOf(view, cell.dataset.row ?? "", persona);
  const stroke = new Stroke(slots, event.clientX, event.clientY);
  const at = (y: number) => scoreAt(scale, ((y - top) / height - MARGIN) / (1 - 2 * MARGIN));
  const drawn = () => new Map([...stroke.heights].map(([id, y]) => [id, at(y)]));
  const end = () => {
    view.emotionDrag.value = null;
  };
  startDrag(
    event,
    {
      move: ({ clientX, clientY }) => {
        stroke.to(clientX, clientY);
        view.emotionDrag.value = { persona: persona.id, values: drawn() };
      },
      drop: ({ clientX, clientY }) => {
        stroke.to(clientX, clientY);
        const changes = [...drawn()].flatMap(([id, value]) =>
          feelingChanges(view, id, persona.id, value),
        );
        session.edit(changes, t("editor.said.drawn", { what: persona.name }), "", true);
        end();
      },
      cancel: end,
    },
    { hold: true },
  );
}
