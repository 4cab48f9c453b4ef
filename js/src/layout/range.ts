/** The rectangle of cells between two corners; it takes in the whole of a cell that spans. */

import type { Store } from "../document/store";
import type { Id } from "../document/types";
import { type Column, type Lane, lanes, rowOf } from "./layout";

/** A corner is told by what stands there, so that it stays when columns come and go. */
export type Corner = { row: string; node: Id };
export type Range = { anchor: Corner; head: Corner };
/** Rows and columns from 0, both ends included. */
export type Rect = { top: number; bottom: number; left: number; right: number };

/** All rows of the grid: the two heads, then the lanes. */
export function gridRows(store: Store, root: Id): Lane[] {
  return [rowOf("stage", undefined, "stage"), rowOf("touchpoint"), ...lanes(store, root)];
}

export function keyOf(row: Lane | undefined, column: Column): Id {
  return row?.span === "stage" ? column.stage : (column.touchpoint ?? column.stage);
}

export function columnOf(node: Id, cols: Column[]): number {
  const own = cols.findIndex((column) => column.touchpoint === node);
  return own >= 0 ? own : cols.findIndex((column) => column.stage === node);
}

export function rectOf({ anchor, head }: Range, rows: Lane[], cols: Column[]): Rect | null {
  const places = [anchor, head].map(({ row, node }) => ({
    row: rows.findIndex((each) => each.row === row),
    col: columnOf(node, cols),
  }));
  const [a, b] = places as [(typeof places)[0], (typeof places)[0]];
  if (Math.min(a.row, b.row, a.col, b.col) < 0) return null;
  const rect = {
    top: Math.min(a.row, b.row),
    bottom: Math.max(a.row, b.row),
    left: Math.min(a.col, b.col),
    right: Math.max(a.col, b.col),
  };
  if (rows.slice(rect.top, rect.bottom + 1).some((row) => row.span === "stage")) {
    const last = cols[rect.right] as Column;
    rect.left = (cols[rect.left] as Column).start;
    rect.right = last.start + last.span - 1;
  }
  return rect;
}
