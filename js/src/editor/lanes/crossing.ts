/** Cards go into another lane: a pain gets an opportunity that answers it, others change their kind. */
import { add, placeCard, setField } from "../../document/edits";
import type { Id } from "../../document/types";
import type { Lane } from "../../layout/layout";
import { cardsOf, ownerOf } from "../../tables/content";
import { textOf } from "../../widget/editing";
import { gridOf } from "../grid/selection";
import type { View } from "../view";
import { type CardPlace, focusCard, mayCross } from "./card-moves";

type Place = { lane: Lane; col: number; position: number };

/** The pain stays where it is: what answers it says so. */
function answer(view: View, pain: Id, { lane, col }: Place): void {
  const { session, t } = view;
  const { store } = session;
  const column = view.layout.peek().cols[col];
  const owner = store.peek((column && ownerOf(lane, column)) ?? "");
  const text = textOf(store.peek(pain)?.fields.text);
  if (!owner) return;
  const { field, only } = lane.kind;
  const count = owner.children[field]?.length ?? 0;
  const [change, id] = add(owner, field, count, { text, ...only, pain });
  session.edit([change], t("editor.said.answered", { what: text }), "", true);
  focusCard(view, id);
}

export function cross(view: View, id: Id, to: Place): void {
  const { session, t } = view;
  const record = session.store.peek(id);
  const column = view.layout.peek().cols[to.col];
  const owner = column && ownerOf(to.lane, column);
  if (!record || !owner) return;
  const { lane, col, position } = to;
  if (record.slot !== lane.kind.field) {
    answer(view, id, to);
    return;
  }
  const cards = cardsOf(gridOf(view), lane, col).map((card) => card.id);
  const changes = [
    ...setField(record, "kind", lane.kind.only?.kind ?? null),
    ...placeCard(session.store, id, cards, position, owner),
  ];
  const where = lane.title || t(`lane.${lane.shows}`);
  const said = { what: textOf(record.fields[lane.kind.text ?? ""]), where };
  session.edit(changes, t("editor.said.moved_to", said), "", true);
  focusCard(view, id);
}

/** The nearest lane above or below that a card may go into, with its cell there. */
function laneBeside(view: View, { lane, col }: CardPlace, side: "up" | "down") {
  const { rows, cols } = view.layout.value;
  const at = rows.indexOf(lane);
  const on = side === "down" ? rows.slice(at + 1) : rows.slice(0, at).reverse();
  const to = on.find((other) => mayCross(lane, other));
  const column = cols[col];
  if (!to || !column) return null;
  const start = to.span === "stage" ? column.start : col;
  return { lane: to, col: start, position: side === "down" ? 0 : Number.MAX_SAFE_INTEGER };
}

/** By key, from the first or last place of a cell on. */
export function crossBeside(view: View, id: Id, from: CardPlace, side: "up" | "down"): void {
  const to = laneBeside(view, from, side);
  if (to) cross(view, id, to);
}
