/** Builds a map from a table: stages in the first row, then touchpoints, then a lane a row. */

import { Draft } from "../document/draft";
import { type Scale, scaleOf, scoreIn } from "../document/scale";
import { EVIDENCE_LEVEL, type LaneKind } from "../document/schema.generated";
import type { Store } from "../document/store";
import type { Words } from "../document/texts";
import type { Change, Id, Position } from "../document/types";
import { laneKind } from "../layout/layout";
import { choiceIn, parseNumber, writeText } from "./content";
import { isKnown, laneNamed, STAGE, TOUCHPOINT } from "./headwords";
import type { Table } from "./table";

export type Built = { changes: Change[]; stages: number; touchpoints: number; lanes: number };

type Column = { stage: Id; touchpoint: Id; first: boolean };
type Row = { name: string; texts: (string | null)[] };

const SCALES: [low: number, high: number][] = [
  [-2, 2],
  [1, 5],
  [-5, 5],
  [1, 10],
  [0, 10],
  [0, 100],
  [-100, 100],
];

export function planMap(store: Store, root: Id, source: Table, words: Words): Built {
  const draft = new Draft(store);
  const { title, stages, steps, rows } = readTable(source);
  if (title && !store.peek(root)?.fields.title) draft.set(root, "title", title);

  const columns: Column[] = [];
  let stage = "";
  let previous: string | null = null;
  let count = 0;
  const all = [stages, steps ?? [], ...rows.map((row) => row.texts)];
  const width = Math.max(...all.map((row) => row.findLastIndex(Boolean) + 1));
  for (let at = 0; at < width; at++) {
    const name = stages[at] ?? "";
    const first = previous === null || (name !== "" && name !== previous);
    if (first) {
      stage = draft.add(root, "stages", name ? { name } : {});
      count += 1;
      previous = name;
    }
    // A column without a touchpoint's name takes the stage's, so that none is without a name.
    const named = steps?.[at] || (steps ? "" : name || previous) || words("editor.new_touchpoint");
    columns.push({ stage, touchpoint: draft.add(stage, "touchpoints", { name: named }), first });
  }
  const lanes = new LaneWriter(store, root, draft, columns, words);
  for (const [index, row] of rows.entries()) lanes.write(row, index);
  return {
    changes: [...lanes.moves, ...draft.changes()],
    stages: count,
    touchpoints: columns.length,
    lanes: rows.length,
  };
}

/** Tell the rows of the table apart. */
function readTable(source: Table) {
  let table = source
    .map((row) => row.map((text) => (text === null ? null : text.trim())))
    .filter((row) => row.some(Boolean));
  // A line of its own above the table is its title.
  const [head, ...below] = table;
  const alone = head && below.length > 0 && head.slice(1).every((text) => !text);
  const title = alone && !isKnown(head[0] ?? "") ? (head[0] ?? "") : "";
  if (title) table = below;
  const corner = table[0]?.[0] ?? "";
  const named =
    corner === "" ||
    STAGE.test(corner) ||
    table.length > 2 ||
    table.some((row) => isKnown(row[0] ?? ""));
  const rows = table.map((row) =>
    named ? { name: row[0] ?? "", texts: row.slice(1) } : { name: "", texts: row },
  );
  const [stages, next, ...rest] = rows;
  const isSteps = next && (next.name === "" || TOUCHPOINT.test(next.name));
  return {
    title,
    stages: stages?.texts ?? [],
    steps: isSteps ? next.texts : null,
    rows: isSteps || !next ? rest : [next, ...rest],
  };
}

class LaneWriter {
  readonly moves: Change[] = [];
  readonly #used = new Set<string>();
  #scale: Scale | null = null;

  constructor(
    readonly store: Store,
    readonly root: Id,
    readonly draft: Draft,
    readonly columns: Column[],
    readonly words: Words,
  ) {}

  write(row: Row, index: number): void {
    const guess = laneKind(laneNamed(row.name));
    // A field can be shown once; a second row that means it keeps its text in a lane of its own.
    const taken = this.#used.has(guess.name) || !this.#fits(guess, row.texts);
    const kind = taken ? laneKind("text") : guess;
    if (kind.holds !== "own") this.#used.add(kind.name);
    const span = this.#spans(kind, row.texts) ? "stage" : null;
    const id = this.#lane(kind, row.name, span, index);
    this.columns.forEach((column, at) => {
      const text = row.texts[at];
      if (text) this.#cell(kind, id, span ? column.stage : column.touchpoint, text);
    });
  }

  /** Whether the cells of a lane are those of stages, as far as a table can say. */
  #spans(kind: LaneKind, texts: Row["texts"]): boolean {
    const rest = [...this.columns.keys()].filter((at) => !this.columns[at]?.first);
    if (rest.length === 0) return false;
    // Cards above a stage are usual; a text is, when its cell was merged.
    if (kind.holds === "own") return rest.every((at) => texts[at] === null);
    return kind.holds === "cards" && !kind.only && rest.every((at) => !texts[at]);
  }

  /** The lane that shows this: the map's own if it has one, else a new one. */
  #lane({ name: shows, holds }: LaneKind, name: string, span: string | null, index: number): Id {
    const { store, root, draft, words } = this;
    const title = name === words(`lane.${shows}`) ? null : name || null;
    const known = (store.peek(root)?.children.lanes ?? []).find(
      (id) => holds !== "own" && store.peek(id)?.fields.shows === shows,
    );
    if (known === undefined) {
      return draft.add(
        root,
        "lanes",
        { shows, ...(title && { title }), ...(span && { span }) },
        index,
      );
    }
    draft.set(known, "title", title);
    draft.set(known, "span", span);
    draft.set(known, "hidden", null);
    this.#place(known);
    return known;
  }

  /** What was there comes first, in the order of the table; what is new is put between it. */
  #place(id: Id): void {
    const to: Position = [this.root, "lanes", this.moves.length];
    this.moves.push({ kind: "moved", id, from: [this.root, "lanes", 0], to });
  }

  /** Whether all texts of a row can be what the lane would hold; none may be lost. */
  #fits(kind: LaneKind, texts: Row["texts"]): boolean {
    const filled = texts.filter((text) => !!text) as string[];
    if (kind.holds === "choice") return filled.every((text) => choiceIn(kind, text, this.words));
    if (kind.holds === "curve" || kind.holds === "score") return this.#scaleFor(filled) !== null;
    return true;
  }

  #score(text: string, scale: Scale): number | null {
    const value = scoreIn(scale, text, this.words("emotion.words").split("|")) ?? parseNumber(text);
    return typeof value === "number" && value >= scale.low && value <= scale.high ? value : null;
  }

  /** The map's scale, or one that takes these numbers, which then becomes the map's. */
  #scaleFor(texts: string[]): Scale | null {
    const takes = (scale: Scale) => texts.every((text) => this.#score(text, scale) !== null);
    if (this.#scale) return takes(this.#scale) ? this.#scale : null;
    const held = this.draft.get(this.root, "scale");
    const own = scaleOf(held ? { scale: held } : {});
    const others = held ? [] : SCALES.map(([low, high]) => ({ low, high, labels: [] }));
    const found = [own, ...others].find(takes) ?? null;
    if (found && found !== own) {
      this.draft.set(this.root, "scale", { low: found.low, high: found.high });
    }
    this.#scale = found;
    return found;
  }

  #cell(kind: LaneKind, lane: Id, owner: Id, text: string): void {
    const { draft, words } = this;
    const { field, holds } = kind;
    if (holds === "sources") {
      const level = choiceIn({ choices: EVIDENCE_LEVEL, words: "level" }, text, words);
      draft.add(owner, field, level ? { level } : { source: text });
    } else if (holds === "curve" || holds === "score") {
      draft.set(owner, field, this.#score(text, this.#scale as Scale));
    } else writeText(draft, { id: lane, kind }, owner, [], text, words);
  }
}
