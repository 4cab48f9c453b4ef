/** The cells of the lanes: text, cards, choices, evidence. */
import { add, removeNode, setField } from "../core/edits";
import { type Column, type Lane, lanes } from "../core/layout";
import type { Rec } from "../core/records";
import type { Id, Json } from "../core/types";
import { Cell } from "./cell";
import { type CellActions, type MenuItem, useView, type View } from "./context";
import { editText, parseNumber, textOf } from "./editing";
import { EvidenceBadge, evidenceItems } from "./evidence";
import { channelIcon, Icon } from "./icons";
import { ImageCell } from "./image-cell";
import { afterDrawing } from "./widget";

type Props = { lane: Lane; title: string; column: Column; col: number; line: number };

/** Lanes of cards: the list they show, and the field that names a card. */
const CARDS: Record<string, { list: string; field: string }> = {
  goals: { list: "goals", field: "text" },
  pains: { list: "pains", field: "text" },
  opportunities: { list: "opportunities", field: "text" },
  ideas: { list: "opportunities", field: "text" },
  kpis: { list: "kpis", field: "name" },
};
const CHOICES: Record<string, string[]> = {
  moment_of_truth: ["discovery", "purchase", "experience", "loyalty", "magic"],
};

export function LaneCell(props: Props) {
  const { shows } = props.lane;
  const cards = CARDS[shows];
  if (cards) return <CardsCell {...props} {...cards} />;
  if (shows === "image") return <ImageCell {...props} />;
  if (shows in CHOICES) return <ChoiceCell {...props} choices={CHOICES[shows] as string[]} />;
  if (shows === "evidence") return <EvidenceCell {...props} />;
  return <TextCell {...props} />;
}

/** The nodes whose content a cell shows; a stage's own comes first. */
function owners({ lane, column, col }: Props): Id[] {
  const stageFirst = col === column.start ? [column.stage] : [];
  if (lane.span === "stage") return stageFirst;
  return column.touchpoint ? [column.touchpoint] : [];
}

function place(props: Props) {
  const { lane, column, col, line } = props;
  const span = lane.span === "stage" ? column.span : 1;
  const node = lane.span === "stage" ? column.stage : (column.touchpoint ?? column.stage);
  return { row: lane.id, col, span, node, line };
}

function TextCell(props: Props) {
  const view = useView();
  const { lane, title } = props;
  const id = owners(props)[0];
  const record = id === undefined ? undefined : view.session.store.get(id);
  const own = lane.shows === "text";
  const field = own ? "texts" : lane.shows;
  const held = record?.fields[field];
  const value = textOf(own ? ((held ?? {}) as Record<string, Json>)[lane.id] : held);
  const number = lane.shows === "satisfaction";
  const edit = (replace: boolean) => {
    const cell = view.cell(lane.id, props.col);
    if (!id || !cell) return;
    const entry = own ? lane.id : undefined;
    const parse = number ? parseNumber : undefined;
    editText(view, { over: cell, id, field, entry, label: title, replace, parse });
  };
  const clear = () => {
    const now = id && view.session.store.peek(id);
    if (now && !own) view.session.edit(setField(now, field, null), view.t("editor.said.cleared"));
  };
  return (
    <Cell
      {...place(props)}
      class={`cjw-text cjw-${lane.shows}${id ? "" : " cjw-none"}`}
      actions={{ edit, clear }}
    >
      {value && <Value shows={lane.shows} value={value} record={record} />}
    </Cell>
  );
}

/** The text of a cell, with what its lane adds to it. */
function Value({ shows, value, record }: { shows: string; value: string; record?: Rec }) {
  const { t } = useView();
  const icon = shows === "channel" ? channelIcon(value) : null;
  const mode = shows === "channel" && record?.fields.mode;
  return (
    <span class="cjw-value">
      {icon && <Icon name={icon} size={14} />}
      {value}
      {mode && <span class="cjw-details"> · {t(`editor.${mode}`)}</span>}
    </span>
  );
}

function ChoiceCell(props: Props & { choices: string[] }) {
  const view = useView();
  const id = owners(props)[0];
  const { shows } = props.lane;
  const value = id && view.session.store.get(id)?.fields[shows];
  const items = (): MenuItem[] =>
    props.choices.map((choice) => ({
      label: view.t(`moment.${choice}`),
      checked: choice === value,
      run: () => {
        const now = id && view.session.store.peek(id);
        if (now) view.session.edit(setField(now, shows, choice === value ? null : choice), choice);
        view.focusActive();
      },
    }));
  const edit = () => {
    const anchor = view.cell(props.lane.id, props.col);
    if (anchor && id) view.menu.value = { anchor, items: items(), label: props.title };
  };
  return (
    <Cell {...place(props)} class="cjw-text" actions={{ edit }}>
      {value && (
        <span class="cjw-value">
          <span class="cjw-star">★</span> {view.t(`moment.${value}`)}
        </span>
      )}
    </Cell>
  );
}

/** All cards of a cell: those of the stage, then those of its touchpoints. */
function cardsOf(view: View, props: Props & { list: string }): Rec[] {
  const { store } = view.session;
  const { lane, column, col } = props;
  const all = store.get(column.stage)?.children.touchpoints ?? [];
  const whole = lane.span === "stage" || column.folded.length > 0;
  const nodes = whole
    ? [column.stage, ...all]
    : [...(col === column.start ? [column.stage] : []), ...owners(props)];
  return nodes
    .flatMap((node) => store.get(node)?.children[props.list] ?? [])
    .map((card) => store.get(card))
    .filter((card): card is Rec => card !== undefined && belongs(view, lane, card));
}

/** Ideas stand in a lane of their own where there is one, and among the opportunities else. */
function belongs(view: View, lane: Lane, card: Rec): boolean {
  if (card.slot !== "opportunities") return true;
  const idea = card.fields.kind === "idea";
  if (lane.shows === "ideas") return idea;
  return !idea || !lanes(view.session.store, view.session.root).some((l) => l.shows === "ideas");
}

function CardsCell(props: Props & { list: string; field: string }) {
  const view = useView();
  const { session, t } = view;
  const { lane, title, list, field } = props;
  const cards = cardsOf(view, props);
  const owner = owners(props)[0];

  const edit = (id: Id, over: HTMLElement, replace = false) =>
    editText(view, { over, id, field, label: title, replace });
  const addCard = () => {
    const record = owner && session.store.peek(owner);
    if (!record) return;
    const index = record.children[list]?.length ?? 0;
    const [change, id] = add(record, list, index, lane.shows === "ideas" ? { kind: "idea" } : {});
    session.edit([change], t("editor.said.added", { what: title }));
    afterDrawing(() => {
      const card = view.root.querySelector<HTMLElement>(`[data-card="${id}"]`);
      if (card) edit(id, card);
    });
  };
  const remove = (id: Id) => {
    session.edit(removeNode(session.store, id), t("editor.said.removed", { what: title }));
    view.focusActive();
  };
  const actions: CellActions = {
    edit: () => {
      const cell = view.cell(lane.id, props.col);
      const first = cell?.querySelector<HTMLElement>("[data-card]");
      if (first) first.focus();
      else addCard();
    },
    add: addCard,
  };
  const onKey = (event: KeyboardEvent, id: Id) => {
    const card = event.currentTarget as HTMLElement;
    const all = [...(card.parentElement?.querySelectorAll<HTMLElement>("[data-card]") ?? [])];
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (step) all[all.indexOf(card) + step]?.focus();
    else if (event.key === "Enter" || event.key === "F2") edit(id, card);
    else if (event.key === "Delete" || event.key === "Backspace") remove(id);
    else if (event.key === "Escape") view.focusActive();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Cell {...place(props)} class="cjw-cards" actions={actions}>
      {cards.map((card) => (
        <div
          key={card.id}
          class={`cjw-card cjw-of-${lane.shows}${card.fields.kind === "risk" ? " cjw-risk" : ""}`}
          data-card={card.id}
          tabIndex={-1}
          onKeyDown={(event) => onKey(event, card.id)}
          onDblClick={(event) => {
            event.stopPropagation();
            edit(card.id, event.currentTarget);
          }}
        >
          {textOf(card.fields[field]) || <span class="cjw-hint">{title}</span>}
          <CardDetails card={card} />
        </div>
      ))}
      {owner && (
        <button
          type="button"
          class="cjw-add cjw-edits"
          tabIndex={-1}
          aria-label={t("editor.add_to", { what: title })}
          onClick={addCard}
        >
          <Icon name="plus" size={12} />
        </button>
      )}
    </Cell>
  );
}

/** What a card says below its text: feeling or fact, barrier, value and target. */
function CardDetails({ card }: { card: Rec }) {
  const { t } = useView();
  const { fields, slot } = card;
  const details: string[] = [];
  if (slot === "goals" && fields.kind === "emotional") details.push(`♥ ${t("editor.emotional")}`);
  if (slot === "pains" && fields.barrier) details.push(t("editor.barrier"));
  if (slot === "opportunities" && fields.kind === "risk") details.push(t("editor.risk"));
  if (slot === "opportunities" && fields.owner) details.push(textOf(fields.owner));
  if (slot === "kpis") details.push(kpiText(fields));
  const shown = details.filter(Boolean);
  return shown.length ? <div class="cjw-details">{shown.join(" · ")}</div> : null;
}

/** A value against its target, with the direction that is better: 3.1 % ↑ 4 %. */
function kpiText({ value, target, unit, direction }: Rec["fields"]): string {
  const said = (number: Json | undefined) =>
    typeof number === "number" ? `${number.toLocaleString()}${unit ? ` ${unit}` : ""}` : "";
  const aim = said(target) && `${direction === "down" ? "↓" : "↑"} ${said(target)}`;
  return [said(value), aim].filter(Boolean).join(" ");
}

function EvidenceCell(props: Props) {
  const view = useView();
  const id = owners(props)[0];
  const record = id === undefined ? undefined : view.session.store.get(id);
  const edit = () => {
    const anchor = view.cell(props.lane.id, props.col);
    if (!anchor || !record) return;
    view.menu.value = { anchor, items: evidenceItems(view, record), label: props.title };
  };
  return (
    <Cell {...place(props)} class="cjw-evidence" actions={{ edit }}>
      {record && <EvidenceBadge of={record} />}
    </Cell>
  );
}
