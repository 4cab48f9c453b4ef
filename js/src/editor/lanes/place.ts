/** Where the cell of a lane stands, and whose content it shows. */
import type { Id } from "../../document/types";
import type { Column, Lane } from "../../layout/layout";
import type { View } from "../view";

/** With the view, which thousands of cells would else each look up. */
export type LaneCellProps = {
  view: View;
  lane: Lane;
  title: string;
  column: Column;
  col: number;
};

/** The nodes whose content a cell shows; a stage's own comes first. */
export function owners({ lane, column, col }: Omit<LaneCellProps, "view">): Id[] {
  const stageFirst = col === column.start ? [column.stage] : [];
  if (lane.span === "stage") return stageFirst;
  return column.touchpoint ? [column.touchpoint] : [];
}

export function place(props: LaneCellProps) {
  const { lane, column, col } = props;
  const span = lane.span === "stage" ? column.span : 1;
  const node = lane.span === "stage" ? column.stage : (column.touchpoint ?? column.stage);
  return { row: lane.row, col, span, node };
}
