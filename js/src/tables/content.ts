/** What a cell says as plain text, and what a plain text makes of a cell. */
import type { Draft } from "../document/draft";
import { entryOf } from "../document/keyed";
import { pointOf } from "../document/points";
import type { Rec } from "../document/records";
import { scaleOf, scoreIn } from "../document/scale";
import { EVIDENCE_LEVEL } from "../document/schema.generated";
import type { Store } from "../document/store";
import type { Words } from "../document/texts";
import type { Id, Json } from "../document/types";
import { type Column, type Lane, type RowKind, saidIn, standsIn } from "../layout/layout";

export type MapTable = {
  store: Store;
  root: Id;
  rows: Lane[];
  cols: Column[];
  /** Whose emotion the emotion lane tells. */
  persona: Id;
  words: Words;
};

export const isHeadRow = ({ kind }: Lane) => kind.holds === "name";

/** The node that what is written into a cell belongs to. */
export function ownerOf(lane: Lane, column: Column): Id | null {
  return lane.span === "stage" ? column.stage : column.touchpoint;
}

/** All cards of a cell: those of the stage, then those of its touchpoints. */
export function cardsOf(grid: Pick<MapTable, "store" | "rows" | "cols">, lane: Lane, col: number) {
  const { store, cols } = grid;
  const { stage, touchpoint, start, folded } = cols[col] as Column;
  const { kind } = lane;
  if (kind.holds !== "cards") return [];
  const nodes =
    lane.span === "stage" || folded.length > 0
      ? [stage, ...(store.get(stage)?.children.touchpoints ?? [])]
      : [...(col === start ? [stage] : []), ...(touchpoint ? [touchpoint] : [])];
  return nodes
    .flatMap((node) => store.get(node)?.children[kind.field] ?? [])
    .map((card) => store.get(card))
    .filter((card): card is Rec => card !== undefined)
    .filter(standsIn(kind, grid.rows));
}

/** The strongest evidence of a node. */
function levelOf(store: Store, id: Id): string {
  const levels: readonly string[] = EVIDENCE_LEVEL;
  const ranks = (store.peek(id)?.children.evidence ?? []).map((source) =>
    levels.indexOf(String(store.peek(source)?.fields.level ?? "")),
  );
  return levels[Math.max(0, ...ranks)] as string;
}

export function textAt(grid: MapTable, lane: Lane, col: number): string {
  const { store, cols, words } = grid;
  const { kind } = lane;
  if (kind.holds === "cards") {
    return cardsOf(grid, lane, col)
      .map((card) => oneLine(card.fields[kind.text as string]))
      .join("\n");
  }
  const id = ownerOf(lane, cols[col] as Column);
  const record = id === null ? undefined : store.peek(id);
  if (!record) return "";
  if (kind.holds === "curve") return String(pointOf(record, grid.persona)?.value ?? "");
  if (kind.holds === "sources") return words(`level.${levelOf(store, record.id)}`);
  return String(saidIn(record, lane, words));
}

const oneLine = (value: Json | undefined) => String(value ?? "").replace(/\s*\n\s*/g, " ");

/** A number as people write it; what is none goes to the kernel as it is, which says so. */
export function parseNumber(text: string): Json {
  const value = Number(text.replace(",", ".").replace("−", "-"));
  return text === "" ? null : Number.isNaN(value) ? text : value;
}

/** The choice that a person means by a word: its name, or what the interface calls it. */
export function choiceIn(
  { choices, words: prefix }: Pick<RowKind, "choices" | "words">,
  text: string,
  words: Words,
): string | undefined {
  const wish = text.toLowerCase();
  return choices?.find(
    (choice) => wish === choice || wish === words(`${prefix}.${choice}`).toLowerCase(),
  );
}

function parseScore(grid: MapTable, text: string): Json {
  const scale = scaleOf(grid.store.peek(grid.root)?.fields);
  return scoreIn(scale, text, grid.words("emotion.words").split("|")) ?? parseNumber(text);
}

/** Lines become cards; the cards that are there keep all but their text. */
function writeCards(draft: Draft, kind: RowKind, cards: Rec[], owner: Id, text: string): void {
  const name = kind.text as string;
  const lines = text.split("\n").filter((line) => line.trim());
  lines.forEach((line, index) => {
    const card = cards[index];
    if (!card) draft.add(owner, kind.field, { ...kind.only, [name]: line.trim() });
    else if (oneLine(card.fields[name]) !== line.trim()) draft.set(card.id, name, line.trim());
  });
  for (const card of cards.slice(lines.length)) draft.remove(card.id);
}

/**
 * Write a text into the cell of a lane. Returns the key of the sentence that says why not;
 * what only the kernel can judge, it judges.
 */
export function writeAt(
  grid: MapTable,
  draft: Draft,
  lane: Lane,
  owner: Id,
  cards: Rec[],
  source: string,
): string | null {
  const text = source.trim();
  const { field, holds } = lane.kind;
  if (holds === "curve") return writeEmotion(grid, draft, owner, text);
  if (holds === "score") draft.set(owner, field, parseScore(grid, text));
  else if (holds !== "name") writeText(draft, lane, owner, cards, text, grid.words);
  else if (text) draft.set(owner, field, oneLine(text));
  return null;
}

/** Write what is no score; a picture and where a statement comes from are no texts at all. */
export function writeText(
  draft: Draft,
  { id, kind }: Pick<Lane, "id" | "kind">,
  owner: Id,
  cards: Rec[],
  text: string,
  words: Words,
): void {
  const { field, holds } = kind;
  if (holds === "cards") writeCards(draft, kind, cards, owner, text);
  else if (holds === "own") draft.setEntry(owner, field, id, text || null);
  else if (holds === "choice")
    draft.set(owner, field, choiceIn(kind, text, words) ?? (text || null));
  else if (holds === "text") draft.set(owner, field, text || null);
}

function writeEmotion(grid: MapTable, draft: Draft, id: Id, text: string): string | null {
  const record = grid.store.peek(id);
  const point = record ? pointOf(record, grid.persona) : null;
  const value = parseScore(grid, text);
  if (point?.measured) return value === null || value === point.value ? null : "emotion.fixed";
  setEmotion(grid, draft, id, value);
  return null;
}

/** A score of the only persona is that of everyone, until there are several. */
function setEmotion(grid: MapTable, draft: Draft, id: Id, value: Json): void {
  const alone = (grid.store.peek(grid.root)?.children.personas?.length ?? 0) <= 1;
  const own = entryOf(draft.get(id, "emotions"), grid.persona);
  if (alone && own === undefined) draft.set(id, "emotion", value);
  else draft.setEntry(id, "emotions", grid.persona, value);
}
