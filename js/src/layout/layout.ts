/** Where everything stands: stages side by side, a column for each of their touchpoints. */
import { entryOf } from "../document/keyed";
import type { Rec } from "../document/records";
import { LANES, type LaneKind } from "../document/schema.generated";
import type { Store } from "../document/store";
import type { Id, Json } from "../document/types";

export type Column = {
  stage: Id;
  touchpoint: Id | null;
  start: number;
  span: number;
  /** The touchpoints that this one column stands for. */
  folded: readonly Id[];
};

/** Stages that one view collapses or opens for itself. */
export type Folds = ReadonlyMap<Id, boolean>;

const NO_FOLDS: Folds = new Map();

export function isFolded(stage: Rec | undefined, folds: Folds = NO_FOLDS): boolean {
  return stage !== undefined && (folds.get(stage.id) ?? stage.fields.collapsed === true);
}

/** The columns of the grid; a stage without touchpoints, or collapsed, still takes one. */
export function columns(store: Store, root: Id, folds: Folds = NO_FOLDS): Column[] {
  const result: Column[] = [];
  for (const stage of store.get(root)?.children.stages ?? []) {
    const record = store.get(stage);
    const touchpoints = record?.children.touchpoints ?? [];
    const start = result.length;
    if (isFolded(record, folds) && touchpoints.length > 0) {
      result.push({ stage, touchpoint: null, start, span: 1, folded: touchpoints });
      continue;
    }
    const span = Math.max(1, touchpoints.length);
    for (let i = 0; i < span; i++) {
      result.push({ stage, touchpoint: touchpoints[i] ?? null, start, span, folded: [] });
    }
  }
  return result;
}

/** All touchpoints in order, those of collapsed stages included. */
export function touchpoints(store: Store, root: Id): Id[] {
  const stages = store.get(root)?.children.stages ?? [];
  return stages.flatMap((stage) => store.get(stage)?.children.touchpoints ?? []);
}

export type Lane = {
  id: Id;
  /** The name of its row in the grid: mostly its id. */
  row: string;
  shows: string;
  kind: RowKind;
  span: "stage" | "touchpoint";
  title: string;
  height: number | null;
  second: string;
};
/** What a row shows: a lane what it says, a head the names. */
export type RowKind = Omit<LaneKind, "holds"> & { readonly holds: LaneKind["holds"] | "name" };

const HEAD: RowKind = { name: "", holds: "name", group: 0, field: "name" };

/** The rows above the lanes, which lanes may be called, too. */
const HEADS = /^(observed-)?(stage|touchpoint|answers)$/;

/** What a lane shows that says so; one that nothing is known of keeps texts of its own. */
export const laneKind = (shows: Json | undefined): LaneKind =>
  LANES.find(({ name }) => name === shows) ?? (LANES.at(-1) as LaneKind);

export function rowOf(id: Id, kind: RowKind = HEAD, span: Lane["span"] = "touchpoint"): Lane {
  return { id, row: id, shows: kind.name || id, kind, span, title: "", height: null, second: "" };
}

export function lanes(store: Store, root: Id): Lane[] {
  return (store.get(root)?.children.lanes ?? [])
    .map((id) => store.get(id))
    .filter((lane): lane is Rec => lane !== undefined && lane.fields.hidden !== true)
    .map(({ id, fields }) => {
      const kind = laneKind(fields.shows);
      const span = fields.span === "stage" && kind.stages ? "stage" : "touchpoint";
      const height = typeof fields.height === "number" ? fields.height : null;
      const [title, second] = [String(fields.title ?? ""), String(fields.second ?? "")];
      const row = HEADS.test(id) ? `${id}:` : id; // no id has such a sign
      return { id, row, shows: kind.name, kind, span, title, height, second };
    });
}

const isLike = (kind: RowKind, card: Rec) =>
  Object.entries(kind.only ?? {}).every(([field, value]) => card.fields[field] === value);

/** Whether a card stands in a lane, and in no other of these that has such cards alone. */
export function standsIn(kind: RowKind, rows: readonly Lane[]): (card: Rec) => boolean {
  const others = rows
    .map((row) => row.kind)
    .filter((other) => other.only && other.field === kind.field && other.name !== kind.name);
  return (card) => isLike(kind, card) && !others.some((other) => isLike(other, card));
}

/** What a node says in a lane, where that is one text. */
export function saidIn({ fields }: Rec, { id, kind }: Lane, words: (key: string) => string): Json {
  const held = fields[kind.field];
  switch (kind.holds) {
    case "own":
      return entryOf(held, id) ?? "";
    case "choice":
      return held ? words(`${kind.words}.${held}`) : "";
    case "picture":
      return fields.image_alt ?? "";
    default:
      return held ?? "";
  }
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
