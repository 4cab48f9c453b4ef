/** Plans a paste: what a table changes in the map when it is laid over it from a cell on. */

import { Draft } from "../document/draft";
import type { Change, Id } from "../document/types";
import { type Column, type Lane, laneKind, rowOf } from "../layout/layout";
import type { Rect } from "../layout/range";
import { cardsOf, type MapTable, ownerOf, writeAt } from "./content";
import { sizeOf, type Table } from "./table";

export type Plan = {
  changes: Change[];
  /** Rows and columns of the table that was written. */
  rows: number;
  columns: number;
  added: { stages: number; touchpoints: number; lanes: number };
  /** The key of the sentence that says why nothing is written. */
  refused: string | null;
};

/** A column that is written to: one of the map's, or one that the paste adds. */
type Target = { column: Column; col: number | null };

/** One text over a selection fills it; anything else starts at its first cell. */
export function spread(table: Table, rect: Rect): Table {
  const { rows, columns } = sizeOf(table);
  if (rows > 1 || columns > 1) return table;
  const text = table[0]?.[0] ?? "";
  return Array.from({ length: rect.bottom - rect.top + 1 }, () =>
    Array.from({ length: rect.right - rect.left + 1 }, () => text),
  );
}

export function planPaste(grid: MapTable, table: Table, row: number, col: number): Plan {
  const draft = new Draft(grid.store);
  const rows = [...grid.rows.slice(row, row + table.length)];
  const lanes = table.length - rows.length;
  for (let i = 0; i < lanes; i++) {
    const id = draft.add(grid.root, "lanes", { shows: "text" });
    rows.push(rowOf(id, laneKind("text")));
  }
  // Where every row spans the stages, each column of the table is a stage.
  const byStage = rows.every((each) => each.span === "stage");
  const laid = byStage ? withoutCovered(table) : table;
  const { columns } = sizeOf(laid);
  const added = { stages: 0, touchpoints: 0, lanes };
  const targets = byStage
    ? stageTargets(grid, draft, col, columns, added)
    : columnTargets(grid, draft, rows, laid, col, added);
  let refused: string | null = null;
  rows.forEach((lane, index) => {
    for (const { target, text } of values(lane, targets, laid[index] ?? [])) {
      const owner = ownerOf(lane, target.column);
      if (owner === null) {
        // Only a collapsed stage has a column that belongs to nobody.
        if (text.trim()) refused ??= "editor.paste.folded";
        continue;
      }
      const cards = target.col === null ? [] : cardsOf(grid, lane, target.col);
      refused ??= writeAt(grid, draft, lane, owner, cards, text);
    }
  });
  const changes = refused ? [] : draft.changes();
  return { changes, rows: table.length, columns, added, refused };
}

/** The columns that are not wholly covered by merged cells. */
function withoutCovered(table: Table): Table {
  const { columns } = sizeOf(table);
  const kept = Array.from({ length: columns }, (_, at) => table.some((row) => row[at] != null));
  return table.map((row) => row.filter((_, at) => kept[at]));
}

function stageTargets(
  grid: MapTable,
  draft: Draft,
  col: number,
  count: number,
  added: Plan["added"],
): Target[] {
  const { cols, root, words } = grid;
  const targets: Target[] = cols
    .map((column, at) => ({ column, col: at }))
    .filter(({ column, col: at }) => column.start === at && at >= (cols[col]?.start ?? 0))
    .slice(0, count);
  while (targets.length < count) {
    const stage = draft.add(root, "stages", { name: words("editor.new_stage") });
    targets.push({ column: { stage, touchpoint: null, start: 0, span: 1, folded: [] }, col: null });
    added.stages += 1;
  }
  return targets;
}

function columnTargets(
  grid: MapTable,
  draft: Draft,
  rows: Lane[],
  table: Table,
  col: number,
  added: Plan["added"],
): Target[] {
  const { cols, store, root, words } = grid;
  const addTo = (stage: Id): Id => {
    added.touchpoints += 1;
    return draft.add(stage, "touchpoints", { name: words("editor.new_touchpoint") });
  };
  const needed = (at: number) =>
    rows.some((row, index) => row.span === "touchpoint" && table[index]?.[at]?.trim());
  const names = rows[0]?.shows === "stage" ? table[0] : undefined;
  let last = cols.at(-1)?.stage as Id;
  const target = (_: unknown, at: number): Target => {
    const column = cols[col + at];
    if (!column) {
      // Right of the map the last stage goes on, unless the table names another.
      const name = names?.[at]?.trim();
      if (name && name !== names?.[at - 1]?.trim()) {
        last = draft.add(root, "stages", {});
        added.stages += 1;
      }
      const touchpoint = addTo(last);
      return { column: { stage: last, touchpoint, start: -1, span: 1, folded: [] }, col: null };
    }
    // A stage without touchpoints gets its first one; one that hides them keeps them.
    const empty = !store.peek(column.stage)?.children.touchpoints?.length;
    if (column.touchpoint !== null || !empty || !needed(at)) return { column, col: col + at };
    return { column: { ...column, touchpoint: addTo(column.stage) }, col: col + at };
  };
  return Array.from({ length: sizeOf(table).columns }, target);
}

/** The texts of a row with where they go; those above one stage become one text. */
function values(
  lane: Lane,
  targets: Target[],
  row: (string | null)[],
): { target: Target; text: string }[] {
  if (lane.span === "touchpoint") {
    return targets.map((target, at) => ({ target, text: row[at] ?? "" }));
  }
  const stages = new Map<Id, { target: Target; texts: Set<string>; whole: boolean }>();
  targets.forEach((target, at) => {
    const { stage, start } = target.column;
    const known = stages.get(stage) ?? { target, texts: new Set(), whole: target.col === start };
    const text = row[at]?.trim();
    if (text) known.texts.add(text);
    stages.set(stage, known);
  });
  // Nothing over the rest of a stage whose first column is not pasted to says nothing about it.
  return [...stages.values()]
    .filter(({ texts, whole }) => whole || texts.size > 0)
    .map(({ target, texts }) => ({
      target,
      text: [...texts].join(lane.shows === "stage" ? " / " : "\n"),
    }));
}
