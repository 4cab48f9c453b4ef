/** The personas above the grid: a click shows or hides a curve, the menu does the rest. */
import { add, removeNode, stepNode } from "../../document/edits";
import type { Id } from "../../document/types";
import { editText } from "../../widget/editing";
import { Icon } from "../../widget/icons";
import { Mark, type Persona, personasOf } from "../../widget/personas";
import { afterDrawing } from "../../widget/widget";
import { commentsItem } from "../comments/comments-button";
import { fieldsItem } from "../inspector/open";
import { type MenuItem, useView, type View } from "../view";

/** More of them would push everything else out of the toolbar. */
const MOST = 6;

function toggle(view: View, persona: Persona): void {
  const next = new Set(view.muted.peek());
  const shown = next.delete(persona.id);
  if (!shown) next.add(persona.id);
  view.muted.value = next;
  const key = shown ? "editor.persona.shown" : "editor.persona.hidden";
  view.session.said.value = view.t(key, { what: persona.name });
}

function only(view: View, persona: Persona): void {
  const others = personasOf(view).filter(({ id }) => id !== persona.id);
  view.muted.value = new Set(others.map(({ id }) => id));
  view.session.said.value = view.t("editor.persona.shown", { what: persona.name });
}

function chipOf(view: View, id: Id): HTMLElement | null {
  const chip = view.root.querySelector<HTMLElement>(`[data-persona-chip="${id}"]`);
  return chip ?? view.root.querySelector(".cjw-personas");
}

function rename(view: View, id: Id, select = false): void {
  const over = chipOf(view, id);
  const label = view.t("editor.persona_name");
  if (over) editText(view, { over, id, field: "name", label, multiline: false, select });
}

function move(view: View, persona: Persona, step: -1 | 1): void {
  const { session, t } = view;
  const said = t("editor.said.moved", { what: persona.name, where: view.sideOf(step) });
  session.edit(stepNode(session.store, persona.id, step), said);
  afterDrawing(() => chipOf(view, persona.id)?.focus());
}

function remove(view: View, persona: Persona): void {
  const { session, t } = view;
  const said = t("editor.said.removed", { what: persona.name });
  session.edit(removeNode(session.store, persona.id), said);
}

function personaMenu(view: View, persona: Persona): (MenuItem | null)[] {
  const { t } = view;
  const count = personasOf(view).length;
  const { id, index } = persona;
  return [
    { label: t("editor.menu.rename"), keys: "F2", run: () => rename(view, id) },
    fieldsItem(view, id),
    commentsItem(view, id),
    null,
    {
      label: t("editor.persona.show"),
      checked: !view.muted.value.has(id),
      reads: true,
      run: () => toggle(view, persona),
    },
    ...(count > 1
      ? [{ label: t("editor.persona.only"), reads: true, run: () => only(view, persona) }]
      : []),
    ...(view.muted.value.size
      ? [
          {
            label: t("editor.persona.all"),
            reads: true,
            run: () => {
              view.muted.value = new Set();
            },
          },
        ]
      : []),
    null,
    ...(["left", "right"] as const)
      .map((side) => ({ side, step: view.toward(side) }))
      .filter(({ step }) => index + step >= 0 && index + step < count)
      .map(({ side, step }) => ({
        label: t(`editor.menu.move_${side}`),
        run: () => move(view, persona, step),
      })),
    { label: t("editor.menu.delete"), keys: "Del", run: () => remove(view, persona) },
  ];
}

function openMenu(view: View, anchor: HTMLElement, persona: Persona): void {
  const label = view.t("editor.actions_for", { what: persona.name });
  view.menu.value = { anchor, items: personaMenu(view, persona), label };
}

function Chip({ persona }: { persona: Persona }) {
  const view = useView();
  const { id, name, index } = persona;
  const shown = !view.muted.value.has(id);
  const onKeyDown = (event: KeyboardEvent) => {
    const chip = event.currentTarget as HTMLElement;
    if (event.key === "F2") rename(view, id);
    else if (event.key === "Delete") remove(view, persona);
    else if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) {
      openMenu(view, chip, persona);
    } else return;
    event.preventDefault();
  };
  return (
    <span class={`cjw-chip cjw-persona${shown ? "" : " cjw-muted"}`}>
      <button
        type="button"
        data-persona-chip={id}
        aria-pressed={shown}
        title={view.canEdit ? view.t("editor.persona.hint") : undefined}
        onClick={() => toggle(view, persona)}
        onDblClick={() => rename(view, id)}
        onKeyDown={onKeyDown}
        onContextMenu={(event) => {
          event.preventDefault();
          openMenu(view, event.currentTarget, persona);
        }}
      >
        <Mark index={index} hollow={!shown} /> <span>{name}</span>
      </button>
      <button
        type="button"
        class="cjw-chip-more"
        aria-label={view.t("editor.actions_for", { what: name })}
        aria-haspopup="menu"
        onClick={(event) => openMenu(view, event.currentTarget, persona)}
      >
        <Icon name="more" size={12} />
      </button>
    </span>
  );
}

export function PersonaChips() {
  const view = useView();
  const { session, t } = view;
  const map = session.store.get(session.root);
  const count = map?.children.personas?.length ?? 0;
  const personas = count > 0 ? personasOf(view) : [];

  const append = () => {
    if (!map) return;
    const [change, id] = add(map, "personas", count, { name: t("editor.new_persona") });
    session.edit([change], t("editor.said.added", { what: t("editor.persona") }));
    afterDrawing(() => rename(view, id, true));
  };
  /** One menu for all of them; each leads to her own. */
  const openAll = (anchor: HTMLElement) => {
    const items = personas.map((persona) => ({
      label: persona.name,
      mark: <Mark index={persona.index} hollow={view.muted.value.has(persona.id)} />,
      keys: "›",
      reads: true,
      run: () => openMenu(view, anchor, persona),
    }));
    view.menu.value = { anchor, items, label: t("editor.personas", { count }) };
  };
  return (
    <>
      {personas.length <= MOST ? (
        personas.map((persona) => <Chip key={persona.id} persona={persona} />)
      ) : (
        <button
          type="button"
          class="cjw-chip cjw-personas"
          aria-haspopup="menu"
          onClick={(event) => openAll(event.currentTarget)}
        >
          {t("editor.personas", { count })} ▾
        </button>
      )}
      <button
        type="button"
        class="cjw-chip cjw-quiet cjw-edits"
        aria-label={t("editor.persona")}
        title={t("editor.persona")}
        onClick={append}
      >
        <Icon name="plus" size={12} />
        <span class="cjw-word">{t("editor.persona")}</span>
      </button>
    </>
  );
}
