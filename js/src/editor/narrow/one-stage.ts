/** The grid with one stage at a time: its own cells, as blocks below each other. */
import type { Column } from "../../layout/layout";
import { stages } from "../present/present";
import type { View } from "../view";

/** The stage of the active cell, and all of them. */
export function shownStage(view: View): { all: Column[]; index: number } {
  const all = stages(view);
  const { col } = view.active.value;
  const found = all.findIndex(({ start, span }) => col >= start && col < start + span);
  return { all, index: Math.max(0, found) };
}

/** Turn to another stage; whoever walks through the grid by keys comes there as well. */
export function turnTo(view: View, index: number): void {
  const column = stages(view)[index];
  if (!column) return;
  view.editor.close();
  view.active.value = { row: "stage", node: column.stage, col: column.start };
}

const END = 1_000_000; // below the touchpoints: what is said of the whole stage
const BLOCK = 1000;

/**
 * Say of each cell where it stands, and what its lane is called. Those of other stages stay where
 * keys and screen readers find them, unseen.
 */
export function layOut(view: View): void {
  const { all, index } = shownStage(view);
  const shown = all[index];
  if (!shown) return;
  for (const row of view.root.querySelectorAll<HTMLElement>(".cjw-row")) {
    const line = Number(row.getAttribute("aria-rowindex"));
    const name = row.querySelector(".cjw-lane-title")?.textContent ?? "";
    for (const cell of row.querySelectorAll<HTMLElement>(":scope > [data-row]")) {
      const col = Number(cell.dataset.col);
      const here = col >= shown.start && col < shown.start + shown.span;
      cell.toggleAttribute("data-elsewhere", !here);
      const of = cell.dataset.row ?? "";
      const head = /^(observed-)?stage$/.test(of);
      const whole = !head && cell.dataset.node === shown.stage;
      const block = head ? 0 : whole ? END : BLOCK * (col - shown.start + 1);
      cell.style.order = String(block + line);
      if (!/^(observed-)?(stage|touchpoint)$/.test(of)) cell.dataset.laneTitle = name;
    }
  }
}

export function layBack(view: View): void {
  for (const cell of view.root.querySelectorAll<HTMLElement>("[data-row]")) {
    cell.style.order = "";
    cell.removeAttribute("data-elsewhere");
    delete cell.dataset.laneTitle;
  }
}
