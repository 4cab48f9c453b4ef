import type { Column } from "../../layout/layout";
import type { View } from "../view";
import { stageZoom } from "../zoom/steps";

export function stages(view: View): Column[] {
  const cols = view.columns();
  return cols.filter((column, index) => column.start === index);
}

/** The stage that is shown; one that was removed gives way to its neighbour. */
export function shown(view: View): { all: Column[]; index: number } | null {
  const index = view.presented.value;
  const all = stages(view);
  if (index === null || all.length === 0) return null;
  return { all, index: Math.max(0, Math.min(index, all.length - 1)) };
}

/** Unless it fills the screen, the editor is as high as its grid, up to a share of the window. */
export function roomOf(view: View) {
  const { clientWidth: width, clientHeight } = view.scroller;
  return { width, height: view.full.peek() ? clientHeight : window.innerHeight * 0.85 };
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
