/** What the selected cells hold is taken away. */
import { Draft } from "../document/draft";
import type { Change } from "../document/types";
import type { Column } from "../layout/layout";
import type { Rect } from "../layout/range";
import { cardsOf, isHeadRow, type MapTable, ownerOf, writeAt } from "./content";

/** Empty the cells; heads, evidence and measurements stay. */
export function planClear(grid: MapTable, rect: Rect): Change[] {
  const draft = new Draft(grid.store);
  for (const lane of grid.rows.slice(rect.top, rect.bottom + 1)) {
    if (isHeadRow(lane)) continue;
    for (let col = rect.left; col <= rect.right; col++) {
      const column = grid.cols[col] as Column;
      const owner = ownerOf(lane, column);
      if (owner === null || (lane.span === "stage" && col !== column.start)) continue;
      writeAt(grid, draft, lane, owner, cardsOf(grid, lane, col), "");
    }
  }
  return draft.changes();
}
