/** Cells of cards: pains, goals, opportunities, KPIs; each card is a node of its own. */
import { useComputed } from "@preact/signals";
import { add } from "../../document/edits";
import { number } from "../../document/numbers";
import type { Rec } from "../../document/records";
import type { Words } from "../../document/texts";
import type { Id, Json } from "../../document/types";
import { divided } from "../../layout/divided";
import { cardsOf } from "../../tables/content";
import { editText, textOf } from "../../widget/editing";
import { afterDrawing } from "../../widget/widget";
import { Cell, withActions } from "../grid/cell";
import { moreButton } from "../grid/more-button";
import type { CardDrag, CellActions, View } from "../view";
import { type CardPlace, dragCard } from "./card-moves";
import { type LaneCellProps, owners, place } from "./place";

export function CardsCell(props: LaneCellProps) {
  const { view, lane, title, col } = props;
  const { session, t } = view;
  const { field: list, text: field = "", only } = lane.kind;
  const cards = cardsOf({ store: session.store, ...view.layout.value }, lane, col);
  const owner = owners(props)[0];
  // A drag draws the cell that it left and the one that it is over, and no other.
  const drag = useComputed(() => {
    const now = view.cardDrag.value;
    const over = now?.row === lane.row && now.col === col;
    return over || cards.some(({ id }) => id === now?.id) ? now : null;
  }).value;
  const target = drag?.row === lane.row && drag.col === col ? drag.position : -1;

  const edit = (id: Id, over: HTMLElement, replace = false) =>
    editText(view, { over, id, field, label: title, replace });
  const addCard = () => {
    const record = owner && session.store.peek(owner);
    if (!record) return;
    const index = record.children[list]?.length ?? 0;
    const [change, id] = add(record, list, index, { ...only });
    session.edit([change], t("editor.said.added", { what: title }));
    afterDrawing(() => {
      const card = view.root.querySelector<HTMLElement>(`[data-card="${id}"]`);
      if (card) edit(id, card);
    });
  };
  const actions: CellActions = {
    edit: (typed) => {
      const first = view.cell(lane.row, col)?.querySelector<HTMLElement>("[data-card]");
      if (first && !typed) first.focus();
      else addCard();
    },
    add: addCard,
  };
  const at = { lane, col, title };
  const ids = cards.map(({ id }) => id);
  return Cell({
    ...place(props),
    class: `cjw-cards${target >= 0 ? " cjw-target" : ""}`,
    actions,
    children: [
      ...cards.map((card, index) => {
        const mark = markOf(ids, index, target, drag?.id);
        return drawCard({ view, card, at, mark, drag: drag?.id === card.id ? drag : null, edit });
      }),
      owner && (
        <button
          key="add"
          type="button"
          class="cjw-add cjw-edits"
          tabIndex={-1}
          aria-label={t("editor.add_to", { what: title })}
          onClick={addCard}
        />
      ),
    ],
  });
}

/** The class of the card beside which a dragged one would land. */
function markOf(cards: Id[], index: number, position: number, dragged: Id | undefined): string {
  if (position < 0 || cards[index] === dragged) return "";
  const others = cards.filter((id) => id !== dragged);
  const at = others.indexOf(cards[index] as Id);
  if (at === position) return " cjw-drop-before";
  return at === others.length - 1 && position === others.length ? " cjw-drop-after" : "";
}

type CardProps = {
  view: View;
  card: Rec;
  at: CardPlace;
  mark: string;
  drag: CardDrag | null;
  edit: (id: Id, over: HTMLElement, replace?: boolean) => void;
};

function drawCard({ view, card, at, mark, drag, edit }: CardProps) {
  const { id } = card;
  const text = textOf(card.fields[at.lane.kind.text ?? ""]);
  return (
    <div
      key={id}
      ref={withActions({
        edit: (replace) => {
          const over = view.root.querySelector<HTMLElement>(`[data-card="${id}"]`);
          if (over) edit(id, over, replace);
        },
      })}
      class={`cjw-card cjw-of-${at.lane.shows}${card.fields.kind === "risk" ? " cjw-risk" : ""}${drag ? " cjw-flying" : ""}${mark}`}
      data-card={id}
      tabIndex={-1}
      style={drag ? { translate: `${drag.by[0]}px ${drag.by[1]}px` } : undefined}
      onPointerDown={(event) => dragCard(view, event, id, at.lane)}
    >
      {divided(text) || <span class="cjw-hint">{at.title}</span>}
      {details(view, card)}
      {moreButton({ view, about: "card", id, what: text || at.title, class: "cjw-card-more" })}
    </div>
  );
}

/** What a card says below its text: feeling or fact, barrier, value and target. */
function details({ t }: View, { fields, slot }: Rec) {
  const said: string[] = [];
  if (slot === "goals" && fields.kind === "emotional") said.push(`♥ ${t("editor.emotional")}`);
  if (slot === "pains" && fields.barrier) said.push(t("editor.barrier"));
  if (slot === "opportunities" && fields.kind === "risk") said.push(t("editor.risk"));
  if (slot === "opportunities" && fields.owner) said.push(textOf(fields.owner));
  if (slot === "kpis") said.push(kpiText(fields, t));
  const shown = said.filter(Boolean);
  return shown.length ? <div class="cjw-details">{shown.join(" · ")}</div> : null;
}

/** A value against its target, with the direction that is better: 3.1 % ↑ 4 %. */
function kpiText({ value, target, unit, direction }: Rec["fields"], t: Words): string {
  const said = (held: Json | undefined) =>
    typeof held === "number" ? `${number(held, t)}${unit ? ` ${unit}` : ""}` : "";
  const aim = said(target) && `${direction === "down" ? "↓" : "↑"} ${said(target)}`;
  return [said(value), aim].filter(Boolean).join(" ");
}
