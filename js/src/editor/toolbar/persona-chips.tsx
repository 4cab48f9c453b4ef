/** The personas above the grid: a click shows or hides a curve, the menu does the rest. */
import { add } from "../../document/edits";
import { Icon } from "../../widget/icons";
import { Mark, type Persona, personasOf } from "../../widget/personas";
import { afterDrawing } from "../../widget/widget";
import { openMenu } from "../command";
import { openContextMenu } from "../grid/context-menu";
import { useView, type View } from "../view";
import { renamePersona, toggleCurve } from "./persona-actions";

/** More of them would push everything else out of the toolbar. */
const MOST = 6;

function openChipMenu(view: View, element: HTMLElement, { id, name }: Persona): void {
  const label = view.t("editor.actions_for", { what: name });
  openMenu(view, "persona", { about: "persona", id, element }, label);
}

function Chip({ persona }: { persona: Persona }) {
  const view = useView();
  const { id, name, index } = persona;
  const shown = !view.muted.value.has(id);
  return (
    <span class={`cjw-chip cjw-persona${shown ? "" : " cjw-muted"}`}>
      <button
        type="button"
        data-persona-chip={id}
        aria-pressed={shown}
        title={view.canEdit ? view.t("editor.persona.hint") : undefined}
        onClick={() => toggleCurve(view, id)}
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
  /** One menu for all of them; each leads to her own. */
  const openAll = (anchor: HTMLElement) => {
    const items = personas.map((persona) => ({
      label: persona.name,
      mark: <Mark index={persona.index} hollow={view.muted.value.has(persona.id)} />,
      keys: "›",
      reads: true,
      run: () => openChipMenu(view, anchor, persona),
    }));
    view.menu.value = { anchor, items, label: t("editor.personas", { count }) };
  };
  // The state of saving keeps its place: in a narrow widget they make room for it.
  const folds = count > MOST ? 3 : count > 2 ? 2 : 1;
  return (
    <>
      {folds < 3 && personas.map((persona) => <Chip key={persona.id} persona={persona} />)}
      {count > 0 && (
        <button
          type="button"
          class={`cjw-chip cjw-personas cjw-folds-${folds}`}
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
