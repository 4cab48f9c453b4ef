/** The line above the grid: what map this is, whose journey, and the history. */
import { add } from "../core/edits";
import { touchpoints } from "../core/layout";
import { addNode } from "./actions";
import { CommentsButton } from "./comments";
import { useView } from "./context";
import { editText } from "./editing";
import { History } from "./history";
import { Icon } from "./icons";
import { lanesMenu } from "./lane-actions";
import { Mark, personasOf } from "./personas";
import { StatusChip } from "./status";
import { afterDrawing } from "./widget";

export function Toolbar() {
  const view = useView();
  const { session, t } = view;
  const { store, root } = session;
  const map = store.get(root);
  if (!map) return null;
  const stages = map.children.stages?.length ?? 0;
  const counts = { stages, touchpoints: touchpoints(store, root).length };
  const title = String(map.fields.title ?? "") || t("editor.untitled_map");

  const renameTitle = (over: HTMLElement) =>
    editText(view, { over, id: root, field: "title", label: t("editor.title"), multiline: false });
  const renamePersona = (over: HTMLElement, id: string) =>
    editText(view, { over, id, field: "name", label: t("editor.persona_name"), multiline: false });
  const addPersona = () => {
    const count = map.children.personas?.length ?? 0;
    const [change, id] = add(map, "personas", count, { name: t("editor.new_persona") });
    session.edit([change], t("editor.said.added", { what: t("editor.persona") }));
    afterDrawing(() => {
      const chip = view.root.querySelector<HTMLElement>(`[data-persona-chip="${id}"]`);
      const over = chip;
      if (over) {
        const label = t("editor.persona_name");
        editText(view, { over, id, field: "name", label, multiline: false, select: true });
      }
    });
  };
  return (
    <div class="cjw-bar" role="toolbar" aria-label={t("editor.toolbar")}>
      <button
        type="button"
        class="cjw-title"
        title={view.canEdit ? t("editor.rename_title") : undefined}
        onDblClick={(event) => renameTitle(event.currentTarget)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" && event.key !== "F2") return;
          event.preventDefault();
          renameTitle(event.currentTarget);
        }}
      >
        {title}
      </button>
      <span class="cjw-chip">{t(`kind.${map.fields.kind ?? "current"}`)}</span>
      <span class="cjw-chip">{t("editor.counts", counts)}</span>
      {(map.children.personas?.length ?? 0) > 0 &&
        personasOf(view).map((persona) => (
          <button
            key={persona.id}
            type="button"
            class="cjw-chip cjw-persona"
            data-persona-chip={persona.id}
            title={view.canEdit ? t("editor.rename_persona") : undefined}
            onDblClick={(event) => renamePersona(event.currentTarget, persona.id)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" && event.key !== "F2") return;
              event.preventDefault();
              renamePersona(event.currentTarget, persona.id);
            }}
          >
            <Mark index={persona.index} /> {persona.name}
          </button>
        ))}
      <button type="button" class="cjw-chip cjw-quiet cjw-edits" onClick={addPersona}>
        <Icon name="plus" size={12} /> {t("editor.persona")}
      </button>
      <span class="cjw-space" />
      <StatusChip />
      {!view.canEdit && <span class="cjw-chip">{t(`editor.mode.${session.mode.value}`)}</span>}
      <CommentsButton />
      <button
        type="button"
        class="cjw-button cjw-edits"
        onClick={() => addNode(view, root, "stages", stages)}
      >
        <Icon name="plus" size={12} /> {t("editor.stage")}
      </button>
      <button
        type="button"
        class="cjw-button cjw-edits"
        aria-haspopup="menu"
        onClick={(event) => {
          const anchor = event.currentTarget;
          view.menu.value = { anchor, items: lanesMenu(view, anchor), label: t("editor.lanes") };
        }}
      >
        {t("editor.lanes")}
      </button>
      <History />
    </div>
  );
}
