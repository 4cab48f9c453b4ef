/** Presenting: one stage at a time has the screen, and nothing can be edited. */
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { inWords as figuresInWords } from "../../document/figures";
import type { Column } from "../../layout/layout";
import { nameOf } from "../../widget/names";
import { Tool } from "../../widget/tool";
import { useView, type View } from "../view";
import { stageZoom } from "../zoom/steps";
import { toggleFull } from "../zoom/zoom";

export function stages(view: View): Column[] {
  const cols = view.columns();
  return cols.filter((column, index) => column.start === index);
}

/** The stage that is shown; one that was removed gives way to its neighbour. */
function shown(view: View): { all: Column[]; index: number } | null {
  const index = view.presented.value;
  const all = stages(view);
  if (index === null || all.length === 0) return null;
  return { all, index: Math.max(0, Math.min(index, all.length - 1)) };
}

export function present(view: View): void {
  const all = stages(view);
  if (all.length === 0) return;
  view.editor.close();
  const active = view.active.peek();
  const here = all.findIndex(({ start, span }) => active.col >= start && active.col < start + span);
  const natural = view.root.querySelector<HTMLElement>(".cjw-grid")?.offsetHeight ?? 1;
  view.stageRoom.value = { ...roomOf(view), natural };
  view.presented.value = active.node ? Math.max(0, here) : 0;
}

/** Unless it fills the screen, the editor is as high as its grid, up to a share of the window. */
function roomOf(view: View) {
  const { clientWidth: width, clientHeight } = view.scroller;
  return { width, height: view.full.peek() ? clientHeight : window.innerHeight * 0.85 };
}

export function endPresenting(view: View): void {
  const now = shown(view);
  const column = now?.all[now.index];
  view.presented.value = null;
  if (column) view.active.value = { row: "stage", node: column.stage, col: column.start };
  view.focusActive();
}

export function turn(view: View, step: -1 | 1): void {
  const now = shown(view);
  if (!now) return;
  view.presented.value = Math.max(0, Math.min(now.index + step, now.all.length - 1));
}

/** How the grid is drawn: at its zoom, or so that the presented stage fills the width. */
export function gridStyle(view: View): Record<string, string | number> {
  const now = shown(view);
  const column = now?.all[now.index];
  if (!column) return { zoom: view.zoom.value };
  const head = view.root.querySelector<HTMLElement>(".cjw-lane")?.offsetWidth ?? 148;
  const { zoom, column: width } = stageZoom(view.stageRoom.value, head, column.span);
  return { zoom, "--cjw-column": `${width}px` };
}

/** What a screen reader is told: the grid behind is inert. */
function inWords(view: View, column: Column): string {
  const { t, locale } = view;
  const { store } = view.session;
  const seen = view.observed.value.get(column.stage);
  const goal = store.get(column.stage)?.children.goals?.[0];
  const touchpoints = store.get(column.stage)?.children.touchpoints ?? [];
  return [
    nameOf(view, column.stage),
    goal && String(store.get(goal)?.fields.text ?? ""),
    view.source("log") && figuresInWords(seen, "stage", t, locale),
    touchpoints.map((id) => nameOf(view, id)).join(", "),
  ]
    .filter(Boolean)
    .join(". ");
}

export function Presentation() {
  const view = useView();
  const { t } = view;
  const bar = useRef<HTMLDivElement>(null);
  const now = shown(view);
  const column = now?.all[now.index];
  const start = column?.start;

  // The stage stands beside the names of the lanes, whatever came before it.
  const align = useRef(() => {});
  align.current = () => {
    const head = view.root.querySelector<HTMLElement>(`[data-row="stage"][data-col="${start}"]`);
    const lane = view.root.querySelector<HTMLElement>(".cjw-lane");
    if (!head || !lane) return;
    const [from, to] = [lane.getBoundingClientRect(), head.getBoundingClientRect()];
    const onLeft = view.toward("left") > 0;
    view.scroller.scrollLeft += onLeft ? to.right - from.left : to.left - from.right;
  };
  useLayoutEffect(() => {
    align.current();
    view.scroller.scrollTop = 0;
  }, [start, view]);
  useEffect(() => {
    bar.current?.focus();
    const observer = new ResizeObserver(() => {
      const now = view.stageRoom.peek();
      const room = roomOf(view);
      if (now.width !== room.width || now.height !== room.height) {
        view.stageRoom.value = { ...now, ...room };
      }
      align.current();
    });
    observer.observe(view.scroller);
    const grid = view.root.querySelector(".cjw-grid");
    if (grid) observer.observe(grid);
    return () => {
      observer.disconnect();
      view.scroller.scrollLeft = 0;
    };
  }, [view]);

  if (!now || !column) return null;
  const { index, all } = now;
  const button = (name: "previous" | "next" | "full", key: string, run: () => void) => (
    <Tool
      icon={name}
      label={t(key)}
      run={run}
      disabled={(name === "previous" && index === 0) || (name === "next" && !all[index + 1])}
    />
  );
  return (
    <div
      ref={bar}
      class="cjw-present"
      role="toolbar"
      tabIndex={-1}
      aria-label={t("editor.present.bar")}
    >
      <span class="cjw-present-title">
        {String(view.session.store.get(view.session.root)?.fields.title ?? "")}
      </span>
      {button("previous", "editor.present.previous", () => turn(view, -1))}
      <span class="cjw-turn">{t("editor.present.count", { n: index + 1, all: all.length })}</span>
      {button("next", "editor.present.next", () => turn(view, 1))}
      <span class="cjw-present-end">
        {button("full", "editor.full", () => toggleFull(view))}
        <button type="button" class="cjw-button cjw-primary" onClick={() => endPresenting(view)}>
          {t("editor.present.end")}
        </button>
      </span>
      <span class="cjw-said" role="status">
        {inWords(view, column)}
      </span>
    </div>
  );
}
