/** The keys of the grid, after the WAI-ARIA grid pattern. Alt with arrows moves things. */

import { isCommentKey, openCommentsHere } from "../../comments/badge";
import { isComposing, isTyping } from "../../dom/ime";
import { letterOf } from "../../dom/keys";
import { type Column, type Step, step } from "../../layout/layout";
import { openFind } from "../find/find";
import { togglePanel } from "../inspector/open";
import { onPresentKey } from "../present/present";
import { cellItems } from "../toolbar/edit-menu";
import { onTrailKey } from "../trail/trail";
import type { View } from "../view";
import { onZoomKey, toggleFull } from "../zoom/zoom";
import { actionsOf } from "./cell";
import { chooseHead } from "./choose";
import { clearCells, dropSelection, extend, selectMore } from "./selection";

export type Row = { id: string; spans: boolean };

const STEPS: Record<string, Step> = {
  ArrowUp: "up",
  ArrowDown: "down",
  Home: "home",
  End: "end",
};

const FAR: Partial<Record<Step, Step>> = { home: "first", end: "last" };

export function onGridKey(view: View, event: KeyboardEvent, rows: Row[], cols: Column[]): void {
  if (isComposing(event) || view.editor.isOpen || event.key === "?") return;
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
  const side = view.sideways(event.key);
  const wish = side ? (side < 0 ? "left" : "right") : STEPS[event.key];
  if (!wish || event.altKey) return false;
  const far = event.ctrlKey || event.metaKey;
  if (event.shiftKey) {
    extend(view, (far && FAR[wish]) || wish);
    return true;
  }
  dropSelection(view);
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
  const actions = actionsOf(cell);
  const { key } = event;
  const command = event.ctrlKey || event.metaKey;
  if (event.altKey) {
    if (command) return false;
    const side = view.sideways(key);
    if (side) actions.move?.(side);
    return key.startsWith("Arrow");
  }
  if (key === "ContextMenu" || (key === "F10" && event.shiftKey)) {
    const items = actions.menu?.() ?? cellItems(view);
    view.menu.value = { anchor: cell, items, label: view.t("editor.actions") };
    return true;
  }
  if (command) {
    const letter = letterOf(event);
    if (key === "Enter" && event.shiftKey) actions.addBefore?.();
    else if (key === "Enter") actions.add?.();
    else if (letter === "a") selectMore(view);
    else if (letter === "d") actions.duplicate?.();
    else return false;
    return true;
  }
  if (key === "Escape" && view.range.peek()) {
    dropSelection(view);
    return true;
  }
  if (event.target !== cell) return false; // a card or a button inside has keys of its own
  if (key === "F2" || (key === "Enter" && !event.shiftKey)) {
    actions.edit?.(false);
    return true;
  }
  if (key === " ") return chooseHead(view, cell, event.shiftKey);
  if (key === "Delete" || key === "Backspace") {
    if (!view.range.peek() && actions.clear) actions.clear();
    else clearCells(view);
    return true;
  }
  // The field has the focus before the key takes effect, so the sign lands in it by itself.
  if (key.length === 1) actions.edit?.(true);
  return false;
}

/** The editor's own shortcuts, wherever the focus is in it; false when this is none of them. */
export function onEditorKey(view: View, event: KeyboardEvent): boolean {
  if (view.presented.peek() !== null) return onPresentKey(view, event);
  if (onZoomKey(view, event)) return true;
  if (!isTyping(event) && onTrailKey(view, event)) return true;
  const command = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
  const letter = letterOf(event);
  if (isCommentKey(event)) openCommentsHere(view, event.composedPath()[0] as HTMLElement);
  else if (command && letter === "f") openFind(view);
  else if (command && letter === "i") togglePanel(view);
  else if (event.key === "?" && !isTyping(event)) view.sheet.value = true;
  else if (event.key === "Escape" && view.full.peek()) toggleFull(view);
  else return false;
  return true;
}
