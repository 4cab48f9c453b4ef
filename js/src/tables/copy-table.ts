/** The cells of a rectangle as a table; what spans covers the cells beside it. */

import type { Column } from "../layout/layout";
import type { Rect } from "../layout/range";
import { type MapTable, textAt } from "./content";
import type { Table } from "./table";

export function copyTable(grid: MapTable, rect: Rect): Table {
  const rows = grid.rows.slice(rect.top, rect.bottom + 1);
  const byStage = rows.every((row) => row.span === "stage");
  const cols = grid.cols
    .map((column, col) => ({ column, col }))
    .slice(rect.left, rect.right + 1)
    .filter(({ column, col }) => !byStage || column.start === col);
  const covered = (column: Column, col: number) => column.start !== col;
  return rows.map((lane) =>
    cols.map(({ column, col }) =>
      lane.span === "stage" && covered(column, col) ? null : textAt(grid, lane, col),
    ),
  );
}
