/** The rows that one walks through, from the top. */
import type { View } from "../view";

export type GridRow = { id: string; spans: boolean };

export function rowsOf(view: View): GridRow[] {
  const observed = view.source("log") !== undefined;
  return [
    { id: "stage", spans: true },
    ...(observed ? [{ id: "observed-stage", spans: true }] : []),
    { id: "touchpoint", spans: false },
    ...(observed ? [{ id: "observed-touchpoint", spans: false }] : []),
    ...(view.answered.value ? [{ id: "observed-answers", spans: false }] : []),
    ...view.layout.value.rows.map((lane) => ({ id: lane.row, spans: lane.span === "stage" })),
  ];
}
