/** What can be done to a whole card, by menu, pointer or keyboard. */
import { copyOf } from "../document/copy";
import { add, moveNode, removeNode } from "../document/edits";
import { nest } from "../document/records";
import type { Id } from "../document/types";
import { boxOf, fillsRow } from "../dom/boxes";
import { startDrag } from "../dom/pointer-drag";
import { type Box, isPast, placeBeside } from "../layout/drop";
import { nameOf } from "../widget/names";
import type { MenuItem } from "../widget/widget";
import type { CardsView } from "./cards-view";
import { editField } from "./field";

function all(view: CardsView): readonly Id[] {
  const { store, root } = view.session;
  return store.peek(root)?.children.personas ?? [];
}

export function rename(view: CardsView, id: Id, select = false): void {
  view.focusField(id, "name", (over) =>
    editField(view, over, {
      id,
      name: "name",
      label: view.t("editor.persona_name"),
      multiline: false,
      select,
    }),
  );
}

export function addPersona(view: CardsView): void {
  const { session, t } = view;
  const map = session.store.peek(session.root);
  if (!map) return;
  const name = t("editor.new_persona");
  const [change, id] = add(map, "personas", all(view).length, { name });
  session.edit([change], t("editor.said.added", { what: name }));
  rename(view, id, true);
}

function duplicate(view: CardsView, id: Id): void {
  const { session, t } = view;
  const map = session.store.peek(session.root);
  if (!map) return;
  const name = t("persona.copy_of", { what: nameOf(view, id) });
  // A copy is not more customers: the share stays with the one it was found for.
  const { id: _, weight: __, ...fields } = copyOf(nest(session.store.records, id), "Persona");
  const [change, copy] = add(map, "personas", all(view).indexOf(id) + 1, { ...fields, name });
  session.edit([change], t("editor.said.added", { what: name }));
  view.focusField(copy, "name");
}

export function removePersona(view: CardsView, id: Id): void {
  const { session, t } = view;
  const ids = all(view);
  const next = ids[ids.indexOf(id) + 1] ?? ids[ids.indexOf(id) - 1];
  const what = nameOf(view, id);
  session.edit(removeNode(session.store, id), t("editor.said.removed", { what }));
  if (next) view.focusField(next, "name");
}

export function moveTo(view: CardsView, id: Id, index: number): void {
  const { session, t } = view;
  const count = all(view).length;
  if (index < 0 || index >= count) return;
  const values = { what: nameOf(view, id), place: index + 1, all: count };
  const changes = moveNode(session.store, id, session.root, index);
  session.edit(changes, t("persona.said.moved", values));
  view.focusActive();
}

export function step(view: CardsView, id: Id, by: -1 | 1): void {
  moveTo(view, id, all(view).indexOf(id) + by);
}

export function cardMenu(view: CardsView, id: Id): (MenuItem | null)[] {
  const { t } = view;
  return [
    { label: t("editor.menu.rename"), keys: "Enter", run: () => rename(view, id) },
    { label: t("persona.menu.duplicate"), run: () => duplicate(view, id) },
    { label: t("persona.menu.earlier"), keys: "Alt+←", run: () => step(view, id, -1) },
    { label: t("persona.menu.later"), keys: "Alt+→", run: () => step(view, id, 1) },
    null,
    { label: t("editor.menu.delete"), keys: "Delete", run: () => removePersona(view, id) },
  ];
}

/** Where a dragged card would land: before or after the card nearest to the pointer. */
function dropPlace(view: CardsView, { clientX: x, clientY: y }: PointerEvent) {
  const forward = view.toward("right");
  const cards = [...view.root.querySelectorAll<HTMLElement>(".cjw-persona-card")];
  const boxes = cards.map((card) => boxOf(card, forward));
  const at = x * forward;
  const away = ({ start, end, top, bottom }: Box) =>
    Math.hypot(Math.max(start - at, 0, at - end), Math.max(top - y, 0, y - bottom));
  const nearest = boxes.reduce((best, box) => (away(box) < away(best) ? box : best));
  const index = boxes.indexOf(nearest);
  const below = fillsRow(cards[index] as HTMLElement, cards);
  const after = isPast(nearest, below, at, y);
  const { left, right, top, bottom } = (cards[index] as HTMLElement).getBoundingClientRect();
  const { scroller } = view;
  const origin = scroller.getBoundingClientRect();
  const line = below
    ? { left, top: after ? bottom : top, width: right - left, height: 3 }
    : { left: after === forward > 0 ? right : left, top, width: 3, height: bottom - top };
  return {
    hit: { index, after },
    mark: {
      ...line,
      left: line.left - origin.left + scroller.scrollLeft,
      top: line.top - origin.top + scroller.scrollTop,
    },
  };
}

export function dragCard(view: CardsView, event: PointerEvent, id: Id): void {
  if (!view.canEdit || (event.target as HTMLElement).closest(".cjw-more")) return;
  const end = () => {
    view.drag.value = null;
  };
  const { scroller } = view;
  startDrag(
    event,
    {
      move: (moved) => {
        view.drag.value = { id, mark: dropPlace(view, moved).mark };
      },
      drop: (dropped) => {
        end();
        const { hit } = dropPlace(view, dropped);
        moveTo(view, id, placeBeside(hit, all(view).indexOf(id)));
      },
      cancel: end,
    },
    { hold: true, scrolls: { scroller, axes: "y", room: () => scroller.getBoundingClientRect() } },
  );
}
