/** To begin to present, to turn to another stage, and to end. */
import type { View } from "../view";
import { roomOf, shown, stages } from "./present";

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
