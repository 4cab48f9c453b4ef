/** Where everything stands: stages side by side, a column for each of their touchpoints. */
import type { Rec } from "./records";
import type { Store } from "./store";
import type { Id } from "./types";

export type Column = { stage: Id; touchpoint: Id | null; start: number; span: number };

/** The columns of the grid; a stage without touchpoints still takes one. */
export function columns(store: Store, root: Id): Column[] {
  const result: Column[] = [];
  for (const stage of store.get(root)?.children.stages ?? []) {
    const touchpoints = store.get(stage)?.children.touchpoints ?? [];
    const start = result.length;
    const span = Math.max(1, touchpoints.length);
    for (let i = 0; i < span; i++) {
      result.push({ stage, touchpoint: touchpoints[i] ?? null, start, span });
    }
  }
  return result;
}

export type Lane = { id: Id; shows: string; span: "stage" | "touchpoint"; title: string };

/** Lanes whose cells a stage can hold; the others always belong to touchpoints. */
const OF_STAGES = new Set([
  "goals",
  "pains",
  "opportunities",
  "kpis",
  "satisfaction",
  "evidence",
  "text",
]);

export function lanes(store: Store, root: Id): Lane[] {
  return (store.get(root)?.children.lanes ?? [])
    .map((id) => store.get(id))
    .filter((lane): lane is Rec => lane !== undefined && lane.fields.hidden !== true)
    .map(({ id, fields }) => {
      const shows = String(fields.shows ?? "text");
      const span = fields.span === "stage" && OF_STAGES.has(shows) ? "stage" : "touchpoint";
      return { id, shows, span, title: String(fields.title ?? "") };
    });
}

export type Place = { row: number; col: number };
export type Step = "left" | "right" | "up" | "down" | "home" | "end" | "first" | "last";

/** The cell that a key leads to; cells that span a stage are entered at their first column. */
export function step(from: Place, key: Step, spans: boolean[], cols: Column[]): Place {
  const lastRow = spans.length - 1;
  const lastCol = cols.length - 1;
  const at = (row: number, col: number): Place => {
    const clamped = Math.max(0, Math.min(col, lastCol));
    return { row, col: spans[row] ? (cols[clamped]?.start ?? 0) : clamped };
  };
  const here = cols[from.col];
  switch (key) {
    case "left":
      return at(from.row, spans[from.row] ? (here?.start ?? 0) - 1 : from.col - 1);
    case "right":
      return at(from.row, spans[from.row] && here ? here.start + here.span : from.col + 1);
    case "up":
      return at(Math.max(0, from.row - 1), from.col);
    case "down":
      return at(Math.min(lastRow, from.row + 1), from.col);
    case "home":
      return at(from.row, 0);
    case "end":
      return at(from.row, lastCol);
    case "first":
      return at(0, 0);
    case "last":
      return at(lastRow, lastCol);
  }
}
