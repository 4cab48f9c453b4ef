/** The personas above the grid: a click chooses one, the menu does the rest. */
import { useSignal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import { add } from "../../document/edits";
import { Icon } from "../../widget/icons";
import { hueOf, Mark, type Persona, personasOf } from "../../widget/personas";
import { afterDrawing } from "../../widget/widget";
import { openMenu } from "../command";
import { inHand, shownPersonas } from "../emotion/feeling";
import { openContextMenu } from "../grid/context-menu";
import { withParts } from "../late";
import { useView, type View } from "../view";
import { choose, renamePersona, someChosen } from "./persona-actions";

/** More of them would push everything else out of the toolbar. */
const MOST = 6;

export function openChipMenu(view: View, element: HTMLElement, { id, name }: Persona): void {
  const label = view.t("editor.actions_for", { what: name });
  openMenu(view, "persona", { about: "persona", id, element }, label);
}

function Chip({ persona }: { persona: Persona }) {
  const view = useView();
  const { id, name, index } = persona;
  const shown = !view.muted.value.has(id);
  const edited = view.canEdit && shownPersonas(view).length > 1 && inHand(view)?.id === id;
  const kind = `${shown ? "" : " cjw-muted"}${edited ? ` cjw-hand ${hueOf(index)}` : ""}`;
  return (
    <span class={`cjw-chip cjw-persona${kind}`}>
      <button
        type="button"
        data-persona-chip={id}
        aria-pressed={shown && someChosen(view)}
        title={view.canEdit ? view.t("editor.persona.hint") : undefined}
        onClick={() => choose(view, id)}
        onDblClick={() => renamePersona(view, id)}
        onContextMenu={(event) => openContextMenu(view, event)}
      >
        <Mark index={index} hollow={!shown} /> <span>{name}</span>
      </button>
      <button
        type="button"
        class="cjw-chip-more"
        aria-label={view.t("editor.actions_for", { what: name })}
        aria-haspopup="menu"
        onClick={(event) => openChipMenu(view, event.currentTarget, persona)}
      >
        <Icon name="more" size={12} />
      </button>
    </span>
  );
}

/** Whether they fold into one: before the title is cut, or the state of saving leaves its line. */
function useFolding(view: View): boolean {
  /** At this width they had no room. */
  const without = useSignal(0);
  useLayoutEffect(() => {
    const title = view.root.querySelector<HTMLElement>(".cjw-title");
    const bar = title?.parentElement;
    if (!title || !bar) return;
    const observer = new ResizeObserver(() => {
      const { offsetTop, offsetHeight, scrollWidth, clientWidth } = title;
      const state = bar.querySelector<HTMLElement>(".cjw-saving");
      const isLower = state && state.offsetTop > offsetTop + offsetHeight;
      if (bar.clientWidth > without.value) {
        without.value = isLower || scrollWidth > clientWidth ? bar.clientWidth : 0;
      }
    });
    observer.observe(bar);
    observer.observe(title);
    return () => observer.disconnect();
  }, [view, without]);
  return without.value > 0;
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
    afterDrawing(() => renamePersona(view, id, true));
  };
  const folded = useFolding(view) || count > MOST;
  return (
    <>
      {!folded && personas.map((persona) => <Chip key={persona.id} persona={persona} />)}
      {folded && (
        <button
          type="button"
          class="cjw-chip cjw-personas"
          aria-haspopup="menu"
          onClick={({ currentTarget }) =>
            withParts(view, (parts) => parts.openPersonas(view, currentTarget))
          }
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
