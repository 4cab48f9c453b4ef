/** One view of the editor: everything below its root element. */
import { useSignalEffect } from "@preact/signals";
import { isFull, setFull } from "../dom/full-screen";
import type { Session } from "../session/session";
import type { Trail } from "../session/trail";
import { EDITOR_ICONS } from "../widget/editor-icons";
import { addIcons } from "../widget/icons";
import { mountWidget } from "../widget/mount";
import type { Mounted } from "../widget/settings";
import type { Command } from "./command";
import { Description } from "./description/description";
import { Foot } from "./foot";
import { watchClipboard } from "./grid/clipboard";
import { Grid } from "./grid/grid";
import { followSelection, watchSelecting } from "./grid/select-place";
import { followFocus } from "./inspector/open";
import { press } from "./keys";
import { type Late, LatePart } from "./late";
import { followNarrow } from "./narrow/width";
import { save } from "./saving/save";
import { Strips } from "./saving/strips";
import type { EditorSettings } from "./settings";
import { Toolbar } from "./toolbar/toolbar";
import { greet } from "./trail/trail";
import { View, ViewContext } from "./view";

function MapEditor({ view }: { view: View }) {
  const presenting = view.presented.value !== null;
  const Slides = view.late.slides.parts.value;
  useSignalEffect(() => {
    view.root.classList.toggle("cjw-full", view.full.value);
    view.root.classList.toggle("cjw-presenting", view.presented.value !== null);
  });
  return (
    <ViewContext.Provider value={view}>
      {!presenting && <Toolbar />}
      {presenting && Slides && <Slides.Presentation />}
      {!presenting && <Strips />}
      {!presenting && <LatePart of="FindBar" when={({ finding }) => finding.value !== null} />}
      {!presenting && <LatePart of="NarrowMap" when={({ narrow }) => narrow.value} quiet />}
      <div class="cjw-body">
        <Grid />
        {!presenting && <LatePart of="Inspector" when={({ panel }) => panel.value} />}
      </div>
      <LatePart of="ShortcutSheet" when={({ sheet }) => sheet.value} />
      <LatePart of="EditorComments" when={({ comments }) => comments.value !== null} />
      <Description />
    </ViewContext.Provider>
  );
}

function Below({ view }: { view: View }) {
  return (
    <ViewContext.Provider value={view}>
      {view.presented.value !== null && <Strips />}
      <LatePart
        of="KeptNotices"
        when={({ canEdit, trail }) => canEdit && !!trail.keeper.value?.found.value.length}
      />
      {view.presented.value === null && <Foot view={view} />}
    </ViewContext.Provider>
  );
}

function start(view: View, ended: AbortSignal): void {
  const { root } = view;
  const listen = { signal: ended };
  watchClipboard(view, ended);
  watchSelecting(view, ended);
  followNarrow(view, ended);
  const stop = view.late.parts.subscribe((parts) => parts?.watch(view, ended));
  ended.addEventListener("abort", stop);
  // A page may be printed without anybody coming near; then everything must be there at once.
  (window.requestIdleCallback ?? setTimeout)(() => view.late.load().catch(() => {}));
  root.addEventListener("focusin", (event) => followFocus(view, event), listen);
  const fill = () => {
    view.full.value = isFull(root);
  };
  root.addEventListener("fullscreenchange", fill, listen);
  fill();
}

function describe(view: View, settings: EditorSettings): void {
  view.forms.value = settings.forms;
  view.frameworks.value = settings.frameworks;
  view.figures.value = settings.figures;
  view.withComments.value = settings.comments;
  view.root.toggleAttribute("data-cjw-silent", !settings.comments);
  followSelection(view, settings);
}

addIcons(EDITOR_ICONS);

const KIND = {
  content: MapEditor,
  foot: Below,
  onKey: press,
  save,
  strips: true,
  start,
  settings: describe,
};

/** One view of a trail: whichever map is shown, in the same place. */
export function mount(
  element: HTMLElement,
  trail: Trail,
  settings: EditorSettings,
  commands: readonly Command[],
  late: Late,
): Mounted<EditorSettings> {
  // Going back finds the selection, the zoom and begun comments as they were.
  const views = new Map<Session, View>();
  let now = settings;
  let view: View | undefined;
  let mounted: ReturnType<typeof mountWidget<View, EditorSettings>> | undefined;

  const show = (session: Session) => {
    const before = view;
    const page = before?.root.getRootNode() as Document | ShadowRoot | undefined;
    const focused = before?.root.contains(page?.activeElement ?? null);
    if (before) before.menu.value = before.presented.value = null;
    mounted?.leave();
    view = views.get(session) ?? new View(session, now, trail, commands, late);
    views.set(session, view);
    if (before) view.root = before.root;
    mounted = mountWidget(KIND, element, view, now);
    mounted.update(now);
    if (before) greet(view, focused === true);
  };
  const stop = trail.shown.subscribe(show);
  return {
    update(next) {
      now = next;
      mounted?.update(next);
    },
    unmount() {
      stop();
      if (view) setFull(view.root, false);
      mounted?.unmount();
    },
  };
}
