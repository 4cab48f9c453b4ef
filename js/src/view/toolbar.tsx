/** The line above the grid: what map this is, whose journey, and the history. */
import { touchpoints } from "../core/layout";
import { addNode } from "./actions";
import { CommentsButton } from "./comments";
import { useView } from "./context";
import { EditButtons } from "./edit-menu";
import { editText } from "./editing";
import { History } from "./history";
import { Icon, type IconName } from "./icons";
import { togglePanel } from "./inspector/open";
import { lanesMenu } from "./lane-actions";
import { moreItems } from "./more";
import { PersonaChips } from "./persona-chips";
import { present } from "./present";
import { StatusChip } from "./status";
import { Crumbs, SaveButton, Unsaved } from "./trail";
import { fitToWidth, setZoom, toggleFull, zoomBy } from "./zoom";

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
      <span class="cjw-chip">{t("editor.counts", counts)}</span>
      <PersonaChips />
      <span class="cjw-tools">
        <StatusChip />
        <SaveButton />
        {!view.canEdit && <span class="cjw-chip">{t(`editor.mode.${session.mode.value}`)}</span>}
        <CommentsButton />
        <EditButtons />
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
        <ViewButtons />
      </span>
    </div>
  );
}

/** How the map is looked at; narrow editors have these in the menu only. */
function ViewButtons() {
  const view = useView();
  const { t } = view;
  const button = (icon: IconName, label: string, run: () => void, keys = "") => (
    <button
      type="button"
      class="cjw-button"
      aria-label={label}
      title={keys ? `${label} (${keys})` : label}
      onClick={run}
    >
      <Icon name={icon} />
    </button>
  );
  return (
    <>
      <span class="cjw-wide">
        {button("minus", t("editor.zoom.out"), () => zoomBy(view, -1), "Ctrl −")}
        <button
          type="button"
          class="cjw-button cjw-percent"
          title={`${t("editor.zoom.reset")} (Ctrl 0)`}
          onClick={() => setZoom(view, 1)}
        >
          {`${Math.round(view.zoom.value * 100)} %`}
        </button>
        {button("plus", t("editor.zoom.in"), () => zoomBy(view, 1), "Ctrl +")}
        {button("fit", t("editor.zoom.fit"), () => fitToWidth(view))}
        {button("full", t("editor.full"), () => toggleFull(view))}
        {button("present", t("editor.present"), () => present(view))}
        {button(
          "help",
          t("keys.title"),
          () => {
            view.sheet.value = true;
          },
          "?",
        )}
      </span>
      <button
        type="button"
        class="cjw-button"
        aria-label={t("editor.panel.all")}
        aria-expanded={view.panel.value}
        title={`${t("editor.panel.all")} (Ctrl I)`}
        onClick={() => togglePanel(view)}
      >
        <Icon name="panel" />
      </button>
      <button
        type="button"
        class="cjw-button"
        aria-label={t("editor.more")}
        aria-haspopup="menu"
        title={t("editor.more")}
        onClick={({ currentTarget: anchor }) => {
          view.menu.value = { anchor, items: moreItems(view), label: t("editor.more") };
        }}
      >
        <Icon name="more" />
      </button>
    </>
  );
}
