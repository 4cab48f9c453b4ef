/** On a board, a click or Space on a head selects its place for the charts beside the map. */
import { effect } from "@preact/signals";
import { tellAnswers } from "../../dom/gone";
import { personasOf } from "../../widget/personas";
import type { EditorSettings } from "../settings";
import type { View } from "../view";

const DOUBLE = 250; // ms

/** Take over what is selected elsewhere on the board. */
export function followSelection(view: View, { onBoard, selectOnBoard }: EditorSettings): void {
  view.selectOnBoard = (what) => selectOnBoard(what, (answers) => tellAnswers(view.root, answers));
  if (JSON.stringify(onBoard) === JSON.stringify(view.onBoard.peek())) return;
  view.onBoard.value = onBoard;
  const shown = onBoard?.personas ?? [];
  const others = shown.length ? personasOf(view).filter(({ id }) => !shown.includes(id)) : [];
  view.muted.value = new Set(others.map(({ id }) => id));
}

/** Select the place of a head, or with `add` one more; false when it is no head on a board. */
export function selectHead(view: View, cell: HTMLElement, add: boolean): boolean {
  const node = cell.dataset.node;
  if (!view.onBoard.peek() || !node || cell.getAttribute("role") !== "columnheader") return false;
  view.selectOnBoard({ node, add });
  return true;
}

export function watchSelecting(view: View, ended: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  view.root.addEventListener(
    "click",
    (event) => {
      clearTimeout(timer);
      const target = event.target as HTMLElement;
      const cell = target.closest<HTMLElement>("[data-row]");
      if (!cell || event.detail > 1 || event.shiftKey) return;
      if (target.closest("button, textarea")) return;
      const add = event.ctrlKey || event.metaKey;
      // The second click of two opens the name, and then the first selects nothing.
      timer = setTimeout(() => selectHead(view, cell, add), view.canEdit ? DOUBLE : 0);
    },
    { signal: ended },
  );
  const stop = effect(() => {
    const all = personasOf(view).map(({ id }) => id);
    const shown = all.filter((id) => !view.muted.value.has(id));
    const personas = shown.length === all.length ? [] : shown;
    const onBoard = view.onBoard.peek();
    if (onBoard && JSON.stringify(personas) !== JSON.stringify(onBoard.personas)) {
      view.selectOnBoard({ personas });
    }
  });
  ended.addEventListener("abort", stop);
}
