/** The bar below a stage that is presented, and what is said of the stage. */
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { figuresInWords } from "../../document/figures";
import type { Column } from "../../layout/layout";
import { nameOf } from "../../widget/names";
import { Tool } from "../../widget/tool";
import { useView, type View } from "../view";
import { toggleFull } from "../zoom/zoom";
import { roomOf, shown } from "./present";
import { endPresenting, turn } from "./turning";

/** What a screen reader is told: the grid behind is inert. */
function inWords(view: View, column: Column): string {
  const { t } = view;
  const { store } = view.session;
  const seen = view.observed.value.get(column.stage);
  const goal = store.get(column.stage)?.children.goals?.[0];
  const touchpoints = store.get(column.stage)?.children.touchpoints ?? [];
  return [
    nameOf(view, column.stage),
    goal && String(store.get(goal)?.fields.text ?? ""),
    view.source("log") && figuresInWords(seen, "stage", t),
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
