/** One slide: at its start what one number says, at its end what happens and how it feels. */

import { answersOf } from "../../document/figures";
import type { Rec } from "../../document/records";
import type { Id } from "../../document/types";
import { type Lane, saidIn } from "../../layout/layout";
import { textOf } from "../../widget/editing";
import { Icon } from "../../widget/icons";
import { nameOf } from "../../widget/names";
import { channelIcon } from "../lanes/channel-icon";
import type { Slide, View } from "../view";
import { Feelings, linesOf } from "./feelings";
import { Figure, ShortFigure } from "./figure";

/** So many cards stand on the slide of a stage; those of each touchpoint are all on its own. */
const SHOWN = { many: 4, few: 2, one: 1 };

type Props = { view: View; slide: Slide };

export function StageSlide({ view, slide }: Props) {
  const { stage } = slide;
  const record = view.session.store.get(stage);
  const numbers = seen(view, stage);
  const touchpoints = record?.children.touchpoints ?? [];
  const all = [stage, ...touchpoints];
  const pains = cards(view, all, "pains");
  const chances = cards(view, all, "opportunities");
  const apart = !numbers && areApart(view);
  return (
    <>
      <div class="cjw-slide-start">
        <h2>{nameOf(view, stage)}</h2>
        <Goal view={view} record={record} />
        {numbers ? (
          <Figure view={view} numbers={numbers} of="stage" />
        ) : (
          <>
            {told(record, "description") && <p>{told(record, "description")}</p>}
            {apart && <Cards view={view} cards={pains} when="apart" />}
          </>
        )}
        <Said view={view} record={record} span="stage" />
      </div>
      <div class="cjw-slide-end">
        {touchpoints.length > 0 && (
          <div class="cjw-slide-parts">
            {touchpoints.map((id) => (
              <Part key={id} view={view} id={id} />
            ))}
          </div>
        )}
        <Feelings view={view} slide={slide} />
        {apart && <Cards view={view} cards={chances} when="apart" />}
        <Cards view={view} cards={mixed(pains, chances)} when={apart ? "joined" : ""} />
      </div>
    </>
  );
}

/** Without a log pains have their room at the start, as long as there is a curve at the end. */
const areApart = (view: View) => linesOf(view).lines.length > 0;

export function TouchpointSlide({ view, slide }: Props) {
  const id = slide.touchpoint as Id;
  const record = view.session.store.get(id);
  const numbers = seen(view, id);
  const [pains, chances] = [cards(view, [id], "pains"), cards(view, [id], "opportunities")];
  const apart = !numbers && areApart(view);
  const answers = answersOf(view.observed.value.get(id)?.asked);
  return (
    <>
      <div class="cjw-slide-start">
        <p class="cjw-slide-of">{nameOf(view, slide.stage)}</p>
        <h2>
          {nameOf(view, id)}
          <Star view={view} record={record} />
        </h2>
        <Channel view={view} record={record} />
        <Goal view={view} record={record} />
        {numbers && <Figure view={view} numbers={numbers} of="touchpoint" />}
        {answers && <p class="cjw-slide-small">{answers}</p>}
        <Said view={view} record={record} span="touchpoint" pictures />
        {apart && <Cards view={view} cards={pains} when="all" />}
      </div>
      <div class="cjw-slide-end">
        <Said view={view} record={record} span="touchpoint" />
        <Feelings view={view} slide={slide} />
        <Cards view={view} cards={apart ? chances : [...pains, ...chances]} when="all" />
      </div>
    </>
  );
}

/** A touchpoint beside others: what happens, what is thought and who leaves. */
function Part({ view, id }: { view: View; id: Id }) {
  const record = view.session.store.get(id);
  const channel = told(record, "channel");
  const icon = channelIcon(channel, nameOf(view, id));
  const [does, thinks] = (["actions", "thoughts"] as const).map((name) =>
    shows(view, name) ? told(record, name) : "",
  );
  return (
    <section>
      <h3>
        {icon && <Icon name={icon} size={24} />}
        <span>
          {nameOf(view, id)}
          <Star view={view} record={record} />
        </span>
      </h3>
      <div class="cjw-slide-detail">
        {does && <p>{does}</p>}
        {thinks && <Thought text={thinks} />}
      </div>
      <ShortFigure view={view} numbers={seen(view, id)} />
    </section>
  );
}

const Thought = ({ text }: { text: string }) => (
  <p class="cjw-slide-thought">
    <q>{text.replace(/^[“"«「]|[”"»」]$/g, "")}</q>
  </p>
);

function Star({ view, record }: { view: View; record: Rec | undefined }) {
  const { moment_of_truth: moment, key } = record?.fields ?? {};
  const says = moment ? view.t(`moment.${moment}`) : key ? view.t("editor.key") : "";
  return says ? (
    <>
      {"\u00a0"}
      <span class="cjw-slide-star" role="img" aria-label={says} title={says}>
        ★
      </span>
    </>
  ) : null;
}

/** As the head of its column says it. */
function Channel({ view, record }: { view: View; record: Rec | undefined }) {
  const mode = told(record, "mode");
  const says = [told(record, "channel"), mode && view.t(`editor.${mode}`)].filter(Boolean);
  return says.length ? <p class="cjw-slide-of">{says.join(" · ")}</p> : null;
}

function Goal({ view, record }: { view: View; record: Rec | undefined }) {
  const goals = record?.children.goals ?? [];
  const texts = goals.map((id) => told(view.session.store.get(id), "text")).filter(Boolean);
  return texts.length ? <p class="cjw-slide-goal">{texts.join("; ")}</p> : null;
}

type SaidProps = { view: View; record?: Rec | undefined; span: Lane["span"]; pictures?: boolean };

/** What else the lanes say of it, in their order: in words, or by pictures. */
function Said({ view, record, span, pictures = false }: SaidProps) {
  if (!record) return null;
  const rows = view.layout.value.rows.filter(
    (lane) => lane.span === span && tells(lane) && (lane.kind.holds === "picture") === pictures,
  );
  const items = rows.flatMap((lane) => {
    const title = lane.title || view.t(`lane.${lane.shows}`);
    const { kind } = lane;
    if (kind.holds === "picture") {
      const source = told(record, "image");
      const alt = told(record, "image_alt");
      return source ? [<img key={lane.id} src={source} alt={alt} />] : [];
    }
    if (kind.holds === "cards") {
      const texts = (record.children[kind.field] ?? [])
        .map((id) => told(view.session.store.get(id), kind.text ?? "text"))
        .filter(Boolean);
      return texts.length ? [<Fact key={lane.id} title={title} text={texts.join("; ")} />] : [];
    }
    const text = textOf(saidIn(record, lane, view.t));
    if (!text) return [];
    return [<Fact key={lane.id} title={title} text={text} quoted={kind.name === "thoughts"} />];
  });
  return items.length ? <div class="cjw-slide-facts">{items}</div> : null;
}

/** Whether a lane is told as a fact: what has a place of its own on slides is not. */
const tells = ({ kind }: Lane) =>
  kind.holds !== "curve" &&
  kind.holds !== "sources" &&
  !["goals", "pains", "opportunities", "channel", "moment_of_truth"].includes(kind.field);

function Fact({ title, text, quoted }: { title: string; text: string; quoted?: boolean }) {
  return (
    <section>
      <p class="cjw-slide-label">{title}</p>
      {quoted ? <Thought text={text} /> : <p>{text}</p>}
    </section>
  );
}

type Card = { id: Id; kind: "pain" | "opportunity"; title: string; text: string; weight: number };

/** The cards of these, those that weigh most first. */
function cards(view: View, of: readonly Id[], list: "pains" | "opportunities"): Card[] {
  const onlyIdeas = !shows(view, list);
  if (onlyIdeas && !(list === "opportunities" && shows(view, "ideas"))) return [];
  const { store } = view.session;
  const kind = list === "pains" ? "pain" : "opportunity";
  return of
    .flatMap((id) => store.get(id)?.children[list] ?? [])
    .flatMap((id) => {
      const record = store.get(id);
      const text = told(record, "text");
      const { severity, impact, kind: which = kind } = record?.fields ?? {};
      if (onlyIdeas && which !== "idea") return [];
      const title = view
        .t(kind === "pain" ? "field.kind.Pain" : `choice.${which}`)
        .replace(/^./u, (first) => first.toLocaleUpperCase(view.locale));
      return text
        ? [{ id, kind, title, text, weight: Number(severity ?? impact ?? 0) } as const]
        : [];
    })
    .sort((a, b) => b.weight - a.weight);
}

/** First the heaviest of both, in turn. */
const mixed = ([one, ...more]: Card[], [other, ...rest]: Card[]): Card[] => [
  ...(one ? [one] : []),
  ...(other ? [other] : []),
  ...(more.length + rest.length ? mixed(more, rest) : []),
];

type CardsProps = { view: View; cards: Card[]; when: "" | "apart" | "joined" | "all" };

function Cards({ view, cards, when }: CardsProps) {
  if (cards.length === 0) return null;
  const all = when === "all";
  return (
    <div class={`cjw-slide-cards cjw-cards-${when}`}>
      {cards.slice(0, all ? cards.length : SHOWN.many).map(({ id, kind, title, text }) => (
        <section key={id} class={`cjw-slide-${kind}`}>
          <p class="cjw-slide-label">{title}</p>
          <p>{text}</p>
        </section>
      ))}
      {!all &&
        Object.entries(SHOWN).map(([name, from]) => {
          const n = cards.length - from;
          return (
            n > 0 && (
              <p key={name} class={`cjw-slide-small cjw-slide-rest-${name}`}>
                {view.t("editor.present.more", { n })}
              </p>
            )
          );
        })}
    </div>
  );
}

const told = (record: Rec | undefined, field: string) => textOf(record?.fields[field] ?? "");

/** Numbers of a log; without one there is no loss to tell. */
function seen(view: View, id: Id) {
  const numbers = view.source("log") && view.observed.value.get(id);
  return numbers && (numbers.n !== undefined || numbers.small) ? numbers : undefined;
}

/** Whether the map shows a lane of this kind: what is hidden there, is hidden here. */
const shows = (view: View, name: string) =>
  view.layout.value.rows.some(({ kind }) => kind.name === name);
