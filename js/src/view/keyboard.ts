/** The keys of the grid, after the WAI-ARIA grid pattern. Alt with arrows moves things. */
import { type Column, type Step, step } from "../core/layout";
import { isComposing } from "../dom/ime";
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

export function onGridKey(view: View, event: KeyboardEvent, rows: Row[], cols: Column[]): void {
  if (isComposing(event) || view.editor.isOpen) return;
  const cell = (event.target as HTMLElement).closest<HTMLElement>("[data-row]");
  if (!cell) return;
  const actions = view.actions.get(cell) ?? {};
  const inside = event.target !== cell;
  const { key } = event;
  const command = event.ctrlKey || event.metaKey;
  const done = () => {
    event.preventDefault();
    event.stopPropagation();
  };

  const wish = STEPS[key];
  if (wish && event.altKey && (key === "ArrowLeft" || key === "ArrowRight")) {
    actions.move?.(key === "ArrowLeft" ? -1 : 1);
    return done();
  }
  if (wish && !event.altKey) {
    const jump = { home: "first", end: "last" }[wish as string] as Step | undefined;
    const from = {
      row: rows.findIndex((row) => row.id === cell.dataset.row),
      col: Number(cell.dataset.col),
    };
    const spans = rows.map((row) => row.spans);
    const to = step(from, (command && jump) || wish, spans, cols);
    const next = view.cell(rows[to.row]?.id ?? "", to.col);
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "nearest", inline: "nearest" });
    return done();
  }
  if (key === "ContextMenu" || (key === "F10" && event.shiftKey)) {
    const items = actions.menu?.();
    if (items) view.menu.value = { anchor: cell, items, label: view.t("editor.actions") };
    return done();
  }
  if (key === "Enter" && command) {
    actions.add?.();
    return done();
  }
  if (inside || command || event.altKey) return;
  if ((key === "Enter" && !event.shiftKey) || key === "F2") {
    actions.edit?.(false);
    return done();
  }
  if (key === "Delete" || key === "Backspace") {
    actions.clear?.();
    return done();
  }
  if (key.length === 1 && key !== " ") {
    // The field has the focus before the key takes effect, so the sign lands in it by itself.
    actions.edit?.(true);
    event.stopPropagation();
  }
}

/** Undo and redo, and a wall between the editor's keys and the notebook's. */
export function onRootKey(view: View, event: KeyboardEvent): void {
  const command = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (isComposing(event)) {
    event.stopPropagation();
    return;
  }
  if (command && (key === "z" || key === "y")) {
    if (key === "y" || event.shiftKey) view.session.redo();
    else view.session.undo();
    event.preventDefault();
    event.stopPropagation();
  } else if (!command && key !== "escape") {
    event.stopPropagation();
  }
}
