/** The line above the grid: what map this is, whose journey, and the history. */
import { percent } from "../../document/numbers";
import { touchpoints } from "../../layout/layout";
import { editText } from "../../widget/editing";
import { History } from "../../widget/history";
import { StatusChip } from "../../widget/status";
import { Tool } from "../../widget/tool";
import { CommentsButton } from "../comments/comments-button";
import { toggleFigures } from "../figures/figures";
import { addNode } from "../grid/head-actions";
import { togglePanel } from "../inspector/open";
import { lanesMenu } from "../lanes/lane-actions";
import { present } from "../present/present";
import { Crumbs, SaveButton, Unsaved } from "../trail/trail";
import { useView } from "../view";
import { fitToWidth, setZoom, toggleFull, zoomBy } from "../zoom/zoom";
import { EditButtons } from "./edit-menu";
import { moreItems } from "./more";
import { PersonaChips } from "./persona-chips";

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
  return (
    <div class="cjw-bar" role="toolbar" aria-label={t("editor.toolbar")}>
      <Crumbs />
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
        {view.trail.state.value.crumbs.at(-1)?.unsaved && <Unsaved />}
      </button>
      <span class="cjw-chip">{t(`kind.${map.fields.kind ?? "current"}`)}</span>
      <span class="cjw-chip cjw-word">{t("editor.counts", counts)}</span>
      <PersonaChips />
      <span class="cjw-tools">
        <StatusChip />
        <SaveButton />
        {!view.canEdit && <span class="cjw-chip">{t(`editor.mode.${session.mode.value}`)}</span>}
        <CommentsButton />
        <EditButtons />
        <Tool
          class="cjw-edits cjw-main"
          icon="plus"
          named
          label={t("editor.stage")}
          run={() => addNode(view, root, "stages", stages)}
        />
        <Tool
          class="cjw-edits"
          icon="lanes"
          named
          label={t("editor.lanes")}
          aria-haspopup="menu"
          run={(anchor) => {
            view.menu.value = { anchor, items: lanesMenu(view, anchor), label: t("editor.lanes") };
          }}
        />
        <History />
        <ViewButtons />
      </span>
    </div>
  );
}

/** How the map is looked at; narrow editors have these in the menu only. */
function ViewButtons() {
  const view = useView();
  const { t } = view;
  return (
    <>
      <span class="cjw-wide">
        <Tool
          class="cjw-roomy"
          icon="minus"
          label={t("editor.zoom.out")}
          keys="Ctrl −"
          run={() => zoomBy(view, -1)}
        />
        <button
          type="button"
          class="cjw-button cjw-percent"
          title={`${t("editor.zoom.reset")} (Ctrl 0)`}
          onClick={() => setZoom(view, 1)}
        >
          {percent(view.zoom.value, view.locale, 0)}
        </button>
        <Tool
          class="cjw-roomy"
          icon="plus"
          label={t("editor.zoom.in")}
          keys="Ctrl +"
          run={() => zoomBy(view, 1)}
        />
        <Tool
          class="cjw-roomy"
          icon="fit"
          label={t("editor.zoom.fit")}
          run={() => fitToWidth(view)}
        />
        {view.figures.value && (
          <Tool
            icon="figures"
            label={t("editor.figures")}
            aria-pressed={view.withFigures.value}
            run={() => toggleFigures(view)}
          />
        )}
        <Tool icon="full" label={t("editor.full")} run={() => toggleFull(view)} />
        <Tool icon="present" label={t("editor.present")} run={() => present(view)} />
        <Tool
          class="cjw-roomy"
          icon="help"
          label={t("keys.title")}
          keys="?"
          run={() => {
            view.sheet.value = true;
          }}
        />
      </span>
      <Tool
        icon="panel"
        label={t("editor.panel.all")}
        keys="Ctrl I"
        aria-expanded={view.panel.value}
        run={() => togglePanel(view)}
      />
      <Tool
        class="cjw-dots"
        icon="more"
        label={t("editor.more")}
        aria-haspopup="menu"
        run={(anchor) => {
          view.menu.value = { anchor, items: moreItems(view), label: t("editor.more") };
        }}
      />
    </>
  );
}
