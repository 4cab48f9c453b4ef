/** Cells that are selected together: by Shift with arrows or clicks, by dragging, by Ctrl+A. */

import { seenOf } from "../../dom/boxes";
import { startDrag } from "../../dom/pointer-drag";
import { type Step, step } from "../../layout/layout";
import { type Corner, columnOf, gridRows, keyOf, type Rect } from "../../layout/range";
import { planClear } from "../../tables/clear";
import type { MapTable } from "../../tables/content";
import { personasOf } from "../../widget/personas";
import type { SelectedRect, View } from "../view";

/** The grid as it is now, for what reads or writes many cells. */
export function gridOf(view: View): MapTable {
  const { store, root } = view.session;
  return {
    store,
    root,
    rows: gridRows(store, root),
    cols: view.columns(),
    persona: personasOf(view)[0]?.id ?? "",
    words: view.t,
  };
}

/** On which edges of the selection a cell lies; null when it is not in it. */
export function edges(
  rect: SelectedRect | null,
  row: string,
  col: number,
  span: number,
): string | null {
  const at = rect?.rows.get(row);
  if (!rect || at === undefined || at < rect.top || at > rect.bottom) return null;
  if (col + span - 1 < rect.left || col > rect.right) return null;
  const sides = [
    at === rect.top && "top",
    at === rect.bottom && "bottom",
    col <= rect.left && "start",
    col + span - 1 >= rect.right && "end",
  ];
  return sides.filter(Boolean).join(" ");
}

/** The selected rectangle; without a selection the active cell. Null when nothing is there. */
export function selectedRect(view: View): Rect | null {
  if (view.rect.value) return view.rect.value;
  const { rows, cols } = gridOf(view);
  const { row, col } = view.active.peek();
  const at = rows.findIndex((each) => each.row === row);
  const column = cols[col];
  if (at < 0 || !column) return null;
  const [left, right] =
    rows[at]?.span === "stage" ? [column.start, column.start + column.span - 1] : [col, col];
  return { top: at, bottom: at, left, right };
}

export function dropSelection(view: View): void {
  view.range.value = null;
}

function activeCorner(view: View): Corner {
  const { row, node } = view.active.peek();
  return { row, node };
}

function select(view: View, anchor: Corner, head: Corner, say = true): void {
  view.range.value = { anchor, head };
  const rect = view.rect.value;
  if (!rect || !say) return;
  const [rows, count] = [rect.bottom - rect.top + 1, rect.right - rect.left + 1];
  view.session.said.value = view.t("editor.said.selected", { rows, columns: count });
}

/** Move the far corner of the selection by a key; the active cell stays. */
export function extend(view: View, wish: Step): void {
  const { rows, cols } = gridOf(view);
  const { anchor, head } = view.range.peek() ?? {
    anchor: activeCorner(view),
    head: activeCorner(view),
  };
  const from = {
    row: Math.max(
      0,
      rows.findIndex((row) => row.row === head.row),
    ),
    col: Math.max(0, columnOf(head.node, cols)),
  };
  const spans = rows.map((row) => row.span === "stage");
  const to = step(from, wish, spans, cols);
  const row = rows[to.row];
  const column = cols[to.col];
  if (!row || !column) return;
  select(view, anchor, { row: row.row, node: keyOf(row, column) });
  view.cell(row.row, to.col)?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** First the row of the active cell, then everything. */
export function selectMore(view: View): void {
  const { rows, cols } = gridOf(view);
  const row = rows.find(({ row }) => row === view.active.peek().row) ?? rows[0];
  const rect = view.rect.peek();
  const whole = rect && rect.left === 0 && rect.right === cols.length - 1;
  if (!row || cols.length === 0) return;
  if (whole) selectAll(view);
  else selectRow(view, row.row);
}

export function selectRow(view: View, name = view.active.peek().row): void {
  const { rows, cols } = gridOf(view);
  const row = rows.find((each) => each.row === name);
  const [first, last] = [cols[0], cols.at(-1)];
  if (!row || !first || !last) return;
  select(view, { row: name, node: keyOf(row, first) }, { row: name, node: keyOf(row, last) });
}

export function selectAll(view: View): void {
  const { rows, cols } = gridOf(view);
  const [top, bottom, first, last] = [rows[0], rows.at(-1), cols[0], cols.at(-1)];
  if (!top || !bottom || !first || !last) return;
  select(
    view,
    { row: top.row, node: keyOf(top, first) },
    { row: bottom.row, node: keyOf(bottom, last) },
  );
}

/** Take away what the selected cells hold. */
export function clearCells(view: View, said = view.t("editor.said.cleared")): void {
  const rect = selectedRect(view);
  if (rect) view.session.edit(planClear(gridOf(view), rect), said, "", true);
}

const cornerOf = (cell: HTMLElement): Corner => ({
  row: cell.dataset.row as string,
  node: cell.dataset.node as string,
});

/** A click selects nothing but its cell; with Shift, or held down and moved, it selects a range. */
export function pointRange(view: View, event: PointerEvent): void {
  const target = event.target as HTMLElement;
  const cell = target.closest<HTMLElement>("[data-row]");
  if (event.button !== 0 || !cell || target.closest("button, [role=slider]")) return;
  if (event.shiftKey) {
    // The active cell keeps the focus.
    view.root.addEventListener("mousedown", (down) => down.preventDefault(), {
      once: true,
      capture: true,
    });
    const anchor = view.range.peek()?.anchor ?? activeCorner(view);
    select(view, anchor, cornerOf(cell));
    view.focusActive();
    return;
  }
  dropSelection(view);
  const isHead = cell.getAttribute("role") === "columnheader";
  // Over the curve a pointer draws.
  const draws = view.canEdit && target.closest(".cjw-feeling");
  if (event.pointerType === "touch" || isHead || draws || target.closest("[data-card]")) return;
  const anchor = cornerOf(cell);
  const root = view.root.getRootNode() as Document | ShadowRoot;
  startDrag(
    event,
    {
      move: ({ clientX, clientY }) => {
        const over = root.elementFromPoint(clientX, clientY)?.closest<HTMLElement>("[data-row]");
        if (!over || !view.root.contains(over)) return;
        const head = cornerOf(over);
        const known = view.range.peek()?.head;
        if (known?.row === head.row && known.node === head.node) return;
        if (known || over !== cell) select(view, anchor, head);
      },
      drop: () => {},
      cancel: () => dropSelection(view),
    },
    { scrolls: { scroller: view.scroller, axes: "xy", room: () => seenOf(view.scroller) } },
  );
}
