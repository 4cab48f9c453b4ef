/** One persona: the head that says who it is, and what is known about them below. */
import { useSignal } from "@preact/signals";
import { CommentBadge, isCommentKey, openCommentsOf } from "../comments/badge";
import { exactly } from "../document/numbers";
import type { Rec } from "../document/records";
import { PERSONA_KIND } from "../document/schema.generated";
import type { Words } from "../document/texts";
import type { Id, Json } from "../document/types";
import { parseNumber } from "../tables/content";
import { choices } from "../widget/choices";
import { textOf } from "../widget/editing";
import { EvidenceBadge, evidenceItems } from "../widget/evidence";
import { Icon } from "../widget/icons";
import { menuAt } from "../widget/menu";
import { nameOf } from "../widget/names";
import type { OpenMenu } from "../widget/widget";
import { cardMenu, dragCard, removePersona, step } from "./actions";
import { type CardsView, useCards } from "./cards-view";
import { Field, WordsField } from "./field";
import { Goals } from "./goals";
import { Interview } from "./interview";
import { Portrait, takeFile } from "./portrait";
import { Row } from "./row";

/** Below the goals, in the order they are asked for. */
const WORDS = [
  "needs",
  "wishes",
  "pains",
  "objections",
  "behaviours",
  "channels",
  "sources",
] as const;

/** A share as people write it: 56, 56 % and 0.56 are the same. */
export function parseShare(text: string): Json {
  const bare = text.replace(/[%％]/g, "");
  const value = parseNumber(bare.trim());
  if (typeof value !== "number") return value;
  return bare !== text || value > 1 ? +(value / 100).toPrecision(10) : value;
}

/** As the map's language writes it; what is shown is also what is edited. */
export function shareOf(held: Json | undefined, t: Words): string {
  if (typeof held !== "number") return textOf(held);
  return exactly(held, t, 4);
}

export function Card({ id, index, count }: { id: Id; index: number; count: number }) {
  const view = useCards();
  const { store } = view.session;
  const persona = store.get(id);
  const over = useSignal(false);
  if (!persona) return null;
  const asked = (name: string) => ({
    id,
    name,
    label: view.t(`persona.field.${name}`),
    hint: view.t(`persona.hint.${name}`),
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event;
    const side = view.sideways(key);
    if (event.altKey && side) step(view, id, side);
    else if (key === "ContextMenu" || (key === "F10" && event.shiftKey)) {
      view.menu.value = menuOf(view, id, event.target as HTMLElement);
    } else if (isCommentKey(event)) openCommentsOf(view, id, event.target as HTMLElement);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    event.stopPropagation();
    over.value = true;
  };
  const onDrop = (event: DragEvent) => {
    over.value = false;
    if (!takeFile(view, id, event.dataTransfer?.files)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const state = `${view.drag.value?.id === id ? " cjw-dragged" : ""}${over.value ? " cjw-over" : ""}`;
  return (
    <article
      class={`cjw-persona-card${state}`}
      aria-label={nameOf(view, id)}
      aria-posinset={index + 1}
      aria-setsize={count}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => menuAt(view, event, () => menuOf(view, id, event.currentTarget))}
      onDragOver={onDragOver}
      onDragLeave={() => {
        over.value = false;
      }}
      onDrop={onDrop}
    >
      <Head persona={persona} index={index} />
      <Field {...asked("quote")} class="cjw-quote" />
      <Field {...asked("description")} />
      <Goals persona={persona} />
      {WORDS.map((name) => (
        <Row key={name} name={name}>
          <WordsField {...asked(name)} class={`cjw-words cjw-words-${name}`} />
        </Row>
      ))}
      <Interview persona={persona} />
    </article>
  );
}

function menuOf(view: CardsView, id: Id, anchor: HTMLElement): OpenMenu {
  const label = view.t("editor.actions_for", { what: nameOf(view, id) });
  return { anchor, items: cardMenu(view, id), label };
}

function Head({ persona, index }: { persona: Rec; index: number }) {
  const view = useCards();
  const { t } = view;
  const { id } = persona;
  return (
    <header class="cjw-persona-head" onPointerDown={(event) => dragCard(view, event, id)}>
      <Portrait persona={persona} index={index} />
      <div class="cjw-who">
        <Field
          id={id}
          name="name"
          class="cjw-name"
          label={t("editor.persona_name")}
          hint={t("editor.untitled_persona")}
          multiline={false}
          onDelete={() => removePersona(view, id)}
        />
        <Field
          id={id}
          name="segment"
          class="cjw-segment"
          label={t("persona.field.segment")}
          multiline={false}
        />
        <Badges persona={persona} />
      </div>
      <CommentBadge node={id} always />
      <button
        type="button"
        class="cjw-more cjw-edits"
        data-persona={id}
        data-field="menu"
        aria-label={t("editor.actions_for", { what: nameOf(view, id) })}
        aria-haspopup="menu"
        title={t("editor.actions")}
        onClick={({ currentTarget }) => {
          view.menu.value = menuOf(view, id, currentTarget);
        }}
      >
        <Icon name="more" />
      </button>
    </header>
  );
}

const FACTS = [
  { name: "age", parse: parseNumber },
  { name: "weight", format: shareOf, parse: parseShare },
];

/** How old and how many they are, of what kind the persona is, how well they are known. */
function Badges({ persona }: { persona: Rec }) {
  const view = useCards();
  const { t } = view;
  const { id } = persona;
  const kind = String(persona.fields.kind ?? PERSONA_KIND[0]);
  return (
    <div class="cjw-badges">
      {FACTS.map((fact) => (
        <Field
          key={fact.name}
          id={id}
          {...fact}
          label={t(`persona.field.${fact.name}`)}
          multiline={false}
        />
      ))}
      <button
        type="button"
        class={`cjw-badge cjw-kind-${kind}`}
        data-persona={id}
        data-field="kind"
        aria-haspopup="menu"
        title={t("persona.field.kind")}
        onClick={({ currentTarget: anchor }) => {
          const items = choices(view, persona, {
            field: "kind",
            values: PERSONA_KIND,
            texts: "persona.kind",
            usual: PERSONA_KIND[0],
          });
          view.menu.value = { anchor, items, label: t("persona.field.kind") };
        }}
      >
        {t(`persona.kind.${kind}`)}
      </button>
      <button
        type="button"
        class="cjw-badge-button"
        data-persona={id}
        data-field="evidence"
        aria-haspopup="menu"
        onClick={({ currentTarget: anchor }) => {
          const items = evidenceItems(view, persona);
          view.menu.value = { anchor, items, label: t("persona.field.evidence") };
        }}
      >
        <EvidenceBadge of={persona} />
      </button>
    </div>
  );
}
