/** The keys of the grid, after the WAI-ARIA grid pattern. Alt with arrows moves things. */
import { type Column, type Step, step } from "../core/layout";
import { isComposing } from "../dom/ime";
import { openCommentsHere } from "./comments";
import type { View } from "./context";

export type Row = { id: string; spans: boolean };

const STEPS: Record<string, Step> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  Home: "home",
  End: "end",
};

const FAR: Partial<Record<Step, Step>> = { home: "first", end: "last" };

export function onGridKey(view: View, event: KeyboardEvent, rows: Row[], cols: Column[]): void {
  if (isComposing(event) || view.editor.isOpen) return;
  const cell = (event.target as HTMLElement).closest<HTMLElement>("[data-row]");
  if (!cell) return;
  if (walk(view, event, cell, rows, cols) || act(view, event, cell)) {
    event.preventDefault();
    event.stopPropagation();
  }
}

/** Go to another cell; false when the key is not for that. */
function walk(
  view: View,
  event: KeyboardEvent,
  cell: HTMLElement,
  rows: Row[],
  cols: Column[],
): boolean {
  const wish = STEPS[event.key];
  if (!wish || event.altKey) return false;
  const far = event.ctrlKey || event.metaKey;
  const from = {
    row: rows.findIndex((row) => row.id === cell.dataset.row),
    col: Number(cell.dataset.col),
  };
  const spans = rows.map((row) => row.spans);
  const to = step(from, (far && FAR[wish]) || wish, spans, cols);
  const next = view.cell(rows[to.row]?.id ?? "", to.col);
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest", inline: "nearest" });
  return true;
}

/** Do something to the cell; false when the key is not for that. */
function act(view: View, event: KeyboardEvent, cell: HTMLElement): boolean {
  const actions = view.actions.get(cell) ?? {};
  const { key } = event;
  const command = event.ctrlKey || event.metaKey;
  if (event.altKey) {
    if (command) return false;
    if (key === "ArrowLeft") actions.move?.(-1);
    if (key === "ArrowRight") actions.move?.(1);
    return key.startsWith("Arrow");
  }
  if (key === "ContextMenu" || (key === "F10" && event.shiftKey)) {
    const items = actions.menu?.();
    if (items) view.menu.value = { anchor: cell, items, label: view.t("editor.actions") };
    return true;
  }
  if (command) {
    if (key === "Enter") actions.add?.();
    return key === "Enter";
  }
  if (event.target !== cell) return false; // a card or a button inside has keys of its own
  if (key === "F2" || (key === "Enter" && !event.shiftKey)) {
    actions.edit?.(false);
    return true;
  }
  if (key === "Delete" || key === "Backspace") {
    actions.clear?.();
    return true;
  }
  // The field has the focus before the key takes effect, so the sign lands in it by itself.
  if (key.length === 1 && key !== " ") actions.edit?.(true);
  return false;
}

/** The editor's own shortcuts. */
export function onEditorKey(view: View, event: KeyboardEvent): boolean {
  const command = event.ctrlKey || event.metaKey;
  // By its place, since Option turns the letter; AltGr writes one.
  if (!command || !event.altKey || event.code !== "KeyM") return false;
  if (event.getModifierState("AltGraph")) return false;
  openCommentsHere(view, event.composedPath()[0] as HTMLElement);
  return true;
}
