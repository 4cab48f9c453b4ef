/** The one tab stop and the selection, put on the cells themselves: no cell is drawn for them. */
import { effect } from "@preact/signals";
import type { Id } from "../../document/types";
import type { View } from "../view";
import { edges } from "./selection";

const spanOf = (cell: HTMLElement) => Number(cell.ariaColSpan ?? 1);

function activeCell(view: View): HTMLElement | undefined {
  const { row, col } = view.active.value;
  const exact = view.cell(row, col);
  if (exact) return exact;
  const cells = [...view.root.querySelectorAll<HTMLElement>(`[data-row="${row}"]`)];
  const spanned = cells.find((cell) => {
    const start = Number(cell.dataset.col);
    return start <= col && col < start + spanOf(cell);
  });
  // Its row may be gone: there is always a way into the grid.
  return spanned ?? view.cell("stage", 0) ?? undefined;
}

const INSPECTED = [
  "[role=columnheader][data-node",
  "[data-card",
  "[data-lane",
  "[data-persona-chip",
];

/** What stands for that which the panel edits: its own part of the map, or that of its parent. */
function inspectedParts({ session, panel, inspected, root }: View): string[] {
  let id: Id | null = panel.value ? inspected.value : null;
  while (id) {
    const { parent, slot } = session.store.peek(id) ?? {};
    const parts = INSPECTED.map((part) => `${part}="${id}"]`);
    if (slot === "personas") parts.push(".cjw-personas");
    if (!parent) return [".cjw-title"];
    if (root.querySelector(`${parts}`)) return parts;
    id = parent;
  }
  return [];
}

/** Mark what some selectors find. */
const lit = (view: View, mark: string, selectors: () => string[]) =>
  effect(() => {
    view.layout.value; // new cells have no marks
    const parts = selectors().flatMap((each) => [...view.root.querySelectorAll<HTMLElement>(each)]);
    for (const { dataset } of parts) dataset[mark] = "";
    return () => {
      for (const { dataset } of parts) delete dataset[mark];
    };
  });

/** Keep the marks where they belong, until the function that is returned is called. */
export function markCells(view: View): () => void {
  const stops = [
    effect(() => {
      const cell = activeCell(view);
      if (!cell) return;
      cell.tabIndex = 0;
      return () => {
        cell.tabIndex = -1;
      };
    }),
    lit(view, "onBoard", () =>
      (view.onBoard.value?.nodes ?? []).map((id) => `[data-row][data-node="${id}"]`),
    ),
    lit(view, "inspected", () => inspectedParts(view)),
    effect(() => {
      const rect = view.rect.value;
      const selected: HTMLElement[] = [];
      for (const row of rect?.rows.keys() ?? []) {
        for (const cell of view.root.querySelectorAll<HTMLElement>(`[data-row="${row}"]`)) {
          const sides = edges(rect, row, Number(cell.dataset.col), spanOf(cell));
          if (sides === null) continue;
          cell.dataset.selected = sides;
          cell.ariaSelected = "true";
          selected.push(cell);
        }
      }
      return () => {
        for (const cell of selected) {
          delete cell.dataset.selected;
          cell.ariaSelected = "false";
        }
      };
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
