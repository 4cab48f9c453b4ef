/** From cell to cell, and with Shift the corner of a selection. */

import { type Command, GRID } from "../../editor/command";
import { rowsOf } from "../../editor/grid/rows";
import { dropSelection, extend } from "../../editor/grid/selection";
import type { View } from "../../editor/view";
import { type Step, step } from "../../layout/layout";

const STEPS: Record<string, Step> = {
  ArrowUp: "up",
  ArrowDown: "down",
  Home: "home",
  End: "end",
};
const FAR: Partial<Record<Step, Step>> = { home: "first", end: "last" };
const ARROWS = ["←", "↑", "→", "↓"];
const ON = GRID.filter((about) => about !== "point");

/** Where a key leads; null when it leads nowhere. */
function wishOf(view: View, { key, ctrlKey, metaKey }: KeyboardEvent): Step | null {
  const side = view.sideways(key);
  const wish = side ? (side < 0 ? "left" : "right") : STEPS[key];
  return ((ctrlKey || metaKey) && wish && FAR[wish]) || wish || null;
}

function walk(view: View, from: HTMLElement, wish: Step): void {
  dropSelection(view);
  const { cols } = view.layout.value;
  const rows = rowsOf(view);
  const here = {
    row: rows.findIndex((row) => row.id === from.dataset.row),
    col: Number(from.dataset.col),
  };
  const to = step(
    here,
    wish,
    rows.map((row) => row.spans),
    cols,
  );
  const next = view.cell(rows[to.row]?.id ?? "", to.col);
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

export const commands: Command[] = [
  {
    id: "walk",
    keys: [...ARROWS, "Home", "End", "Ctrl+Home", "Ctrl+End"],
    also: ARROWS.map((key) => `Ctrl+${key}`),
    on: ON,
    everywhere: true,
    run(view, { element }, event) {
      const cell = element.closest<HTMLElement>("[data-row]");
      const wish = event && wishOf(view, event);
      if (cell && wish) walk(view, cell, wish);
    },
    sheet: ["keys.walk", "keys.cells"],
  },
  {
    id: "select.extend",
    keys: ARROWS.map((key) => `Shift+${key}`),
    also: ["Shift+Home", "Shift+End", "Ctrl+Shift+Home", "Ctrl+Shift+End"].concat(
      ARROWS.map((key) => `Ctrl+Shift+${key}`),
    ),
    on: ON,
    everywhere: true,
    run(view, _target, event) {
      const wish = event && wishOf(view, event);
      if (wish) extend(view, wish);
    },
    sheet: ["keys.walk", "keys.select"],
  },
];
