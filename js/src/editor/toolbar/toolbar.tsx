/** The line above the grid: what map this is, whose journey, and the history. */
import { touchpoints } from "../../layout/layout";
import { History } from "../../widget/history";
import { CommentsButton } from "../comments/comments-button";
import { LatePart } from "../late";
import { SaveState } from "../saving/save-state";
import { useView } from "../view";
import { PersonaChips } from "./persona-chips";
import { renameTitle } from "./title";
import { Tools } from "./tools";

export function Toolbar() {
  const view = useView();
  const { session, t } = view;
  const { store, root } = session;
  const map = store.get(root);
  if (!map) return null;
  const stages = map.children.stages?.length ?? 0;
  const counts = { stages, touchpoints: touchpoints(store, root).length };
  const kind = map.fields.kind ?? "current";
  const title = String(map.fields.title ?? "") || t("editor.untitled_map");

  return (
    <div class="cjw-bar" role="toolbar" aria-label={t("editor.toolbar")}>
      <LatePart of="Crumbs" when={({ trail }) => trail.state.value.crumbs.length > 1} quiet />
      <button
        type="button"
        class="cjw-title"
        title={view.canEdit ? `${title}\n${t("editor.rename_title")}` : title}
        onDblClick={(event) => renameTitle(view, event.currentTarget)}
      >
        {title}
      </button>
      <span class={`cjw-chip ${kind === "current" ? "cjw-word" : "cjw-kind"}`}>
        {t(`kind.${kind}`)}
      </span>
      <span class="cjw-chip cjw-word">{t("editor.counts", counts)}</span>
      <PersonaChips />
      <SaveState />
      <span class="cjw-tools">
        {!view.canEdit && <span class="cjw-chip">{t(`editor.mode.${session.mode.value}`)}</span>}
        <CommentsButton />
        <Tools of="bar" />
        <History />
        <span class="cjw-wide">
          <Tools of="bar.view" />
        </span>
        <Tools of="bar.end" />
      </span>
    </div>
  );
}
