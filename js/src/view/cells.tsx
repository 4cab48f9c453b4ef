/** The cells of the lanes: text, cards, choices, evidence. */
import { add, removeNode, setField } from "../core/edits";
import type { Column, Lane } from "../core/layout";
import type { Rec } from "../core/records";
import type { Id, Json } from "../core/types";
import { Cell } from "./cell";
import { type CellActions, type MenuItem, useView, type View } from "./context";
import { editText, textOf } from "./editing";
import { Icon } from "./icons";

type Props = { lane: Lane; title: string; column: Column; col: number; line: number };

const CARDS: Record<string, string> = {
  goals: "text",
  pains: "text",
  opportunities: "text",
  kpis: "name",
};
const CHOICES: Record<string, string[]> = {
  moment_of_truth: ["discovery", "purchase", "experience", "loyalty", "magic"],
};
const LEVELS = ["assumption", "anecdote", "qualitative", "quantitative", "triangulated"];

export function LaneCell(props: Props) {
  const { shows } = props.lane;
  if (shows in CARDS) return <CardsCell {...props} field={CARDS[shows] as string} />;
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
      {value && <span class="cjw-value">{value}</span>}
    </Cell>
  );
}

/** A number as people write it; what is none goes to the kernel as it is, which says so. */
function parseNumber(text: string): Json {
  const value = Number(text.replace(",", ".").replace("−", "-"));
  return text === "" ? null : Number.isNaN(value) ? text : value;
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
function cardsOf(view: View, props: Props): Rec[] {
  const { store } = view.session;
  const { lane, column, col } = props;
  const all = store.get(column.stage)?.children.touchpoints ?? [];
  const nodes =
    lane.span === "stage"
      ? [column.stage, ...all]
      : [...(col === column.start ? [column.stage] : []), ...owners(props)];
  return nodes
    .flatMap((node) => store.get(node)?.children[lane.shows] ?? [])
    .map((card) => store.get(card))
    .filter((card): card is Rec => card !== undefined);
}

function CardsCell(props: Props & { field: string }) {
  const view = useView();
  const { session, t } = view;
  const { lane, title, field } = props;
  const cards = cardsOf(view, props);
  const owner = owners(props)[0];

  const edit = (id: Id, over: HTMLElement, replace = false) =>
    editText(view, { over, id, field, label: title, replace });
  const addCard = () => {
    const record = owner && session.store.peek(owner);
    if (!record) return;
    const [change, id] = add(record, lane.shows, Number.MAX_SAFE_INTEGER, {});
    session.edit([change], t("editor.said.added", { what: title }));
    setTimeout(() => {
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
          class={`cjw-card cjw-of-${lane.shows}`}
          data-card={card.id}
          tabIndex={-1}
          onKeyDown={(event) => onKey(event, card.id)}
          onDblClick={(event) => {
            event.stopPropagation();
            edit(card.id, event.currentTarget);
          }}
        >
          {textOf(card.fields[field]) || <span class="cjw-hint">{title}</span>}
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

function EvidenceCell(props: Props) {
  const view = useView();
  const { store, session } = { store: view.session.store, session: view.session };
  const id = owners(props)[0];
  const record = id === undefined ? undefined : store.get(id);
  const sources = (record?.children.evidence ?? [])
    .map((source) => store.get(source))
    .filter((source): source is Rec => source !== undefined)
    .sort((a, b) => level(b) - level(a));
  const best = sources[0];
  const items = (): MenuItem[] =>
    LEVELS.map((name, index) => ({
      label: view.t(`level.${name}`),
      checked: best ? level(best) === index : index === 0,
      run: () => {
        if (!record) return;
        const now = best && store.peek(best.id);
        const changes = now
          ? setField(now, "level", index === 0 ? null : name)
          : [add(record, "evidence", 0, index === 0 ? {} : { level: name })[0]];
        session.edit(changes, view.t(`level.${name}`));
        view.focusActive();
      },
    }));
  const edit = () => {
    const anchor = view.cell(props.lane.id, props.col);
    if (anchor && record) view.menu.value = { anchor, items: items(), label: props.title };
  };
  const rank = best ? level(best) : 0;
  const n = best?.fields.n;
  const name = view.t(`level.${LEVELS[rank]}`);
  const source = sources.map((each) => textOf(each.fields.source)).filter(Boolean);
  return (
    <Cell {...place(props)} class="cjw-evidence" actions={{ edit }}>
      {record && (
        <span
          class={`cjw-badge${rank < 2 ? " cjw-weak" : ""}`}
          title={[name, ...source].join(" · ")}
        >
          {n ? `n ${Number(n).toLocaleString()}` : name}
        </span>
      )}
    </Cell>
  );
}

function level(source: Rec): number {
  return Math.max(0, LEVELS.indexOf(textOf(source.fields.level)));
}
