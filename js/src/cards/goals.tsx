/** What a persona wants: rational goals and emotional ones, each a node of its own. */
import { useRef } from "preact/hooks";
import { add, removeNode } from "../document/edits";
import type { Rec } from "../document/records";
import { GOAL_KIND } from "../document/schema.generated";
import type { Id } from "../document/types";
import { CARD_ICONS } from "../widget/card-icons";
import { choices } from "../widget/choices";
import { addIcons, Icon } from "../widget/icons";
import { menuAt } from "../widget/menu";
import { useCards } from "./cards-view";
import { Field } from "./field";
import { Row } from "./row";

addIcons(CARD_ICONS);

export function Goals({ persona }: { persona: Rec }) {
  const view = useCards();
  const { session, t } = view;
  const goals = persona.children.goals ?? [];
  /** Below the last goal, where the next one is written. */
  const end = useRef<HTMLDivElement>(null);

  // The goal is made when it has a text: leaving the field empty leaves nothing behind.
  const addGoal = (button: HTMLElement) =>
    view.editor.open({
      cell: end.current ?? button,
      value: "",
      label: t("persona.goal.add"),
      multiline: true,
      commit: (text) => {
        const parent = session.store.peek(persona.id) ?? persona;
        const [change] = add(parent, "goals", Number.MAX_SAFE_INTEGER, { text });
        session.edit([change], t("editor.said.added", { what: text }), text);
      },
      leave: () => view.focusField(persona.id, "add-goal"),
    });
  const button = {
    type: "button" as const,
    "data-persona": persona.id,
    "data-field": "add-goal",
    onClick: (event: MouseEvent) => addGoal(event.currentTarget as HTMLElement),
  };
  const more = (
    <button {...button} class="cjw-goal-add cjw-edits" aria-label={t("persona.goal.add")}>
      <Icon name="plus" size={12} />
    </button>
  );
  return (
    <Row name="goals" action={goals.length > 0 && more}>
      {goals.map((id) => (
        <GoalItem key={id} id={id} persona={persona.id} />
      ))}
      {goals.length > 0 ? (
        <div ref={end} />
      ) : (
        <button {...button} class="cjw-field cjw-blank cjw-edits">
          {t("persona.goal.add")}
        </button>
      )}
    </Row>
  );
}

function GoalItem({ id, persona }: { id: Id; persona: Id }) {
  const view = useCards();
  const { session, t } = view;
  const goal = session.store.get(id);
  if (!goal) return null;
  const kind = String(goal.fields.kind ?? GOAL_KIND[0]);
  const label = t(`persona.goal.${kind}`);
  const remove = () => {
    session.edit(removeNode(session.store, id), t("editor.said.removed", { what: label }));
    view.focusField(persona, "add-goal");
  };
  const menu = (anchor: HTMLElement) => {
    const kinds = choices(view, goal, {
      field: "kind",
      values: GOAL_KIND,
      texts: "persona.goal",
      usual: GOAL_KIND[0],
    });
    const rest = { label: t("editor.menu.delete"), keys: "Delete", run: remove };
    return { anchor, items: [...kinds, null, rest], label };
  };
  return (
    <div
      class="cjw-goal-item"
      onContextMenu={(event) => menuAt(view, event, () => menu(event.currentTarget))}
    >
      <button
        type="button"
        class="cjw-goal-kind"
        data-persona={persona}
        data-field={`${id}-kind`}
        aria-label={t("editor.actions_for", { what: label })}
        aria-haspopup="menu"
        title={label}
        onClick={({ currentTarget }) => {
          view.menu.value = menu(currentTarget);
        }}
      >
        <Icon name={kind === "emotional" ? "heart" : "target"} size={13} />
      </button>
      <Field
        id={id}
        persona={persona}
        name="text"
        label={label}
        hint={t("editor.goal_hint")}
        onDelete={remove}
      />
    </div>
  );
}
