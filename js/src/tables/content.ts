/** What a cell says as plain text, and what a plain text makes of a cell. */
import type { Draft } from "../document/draft";
import { entryOf } from "../document/keyed";
import { pointOf } from "../document/points";
import type { Rec } from "../document/records";
import { scaleOf, scoreIn } from "../document/scale";
import type { Store } from "../document/store";
import type { Fields, Id, Json } from "../document/types";
import type { Column, Lane } from "../layout/layout";

export type Words = (key: string) => string;
export type Grid = {
  store: Store;
  root: Id;
  rows: Lane[];
  cols: Column[];
  /** Whose emotion the emotion lane tells. */
  persona: Id;
  words: Words;
};

type Cards = { list: string; text: string; fields: Fields };

/** The lanes that hold cards: the list they are in, the field with their text. */
export const CARDS: Record<string, Cards> = {
  goals: { list: "goals", text: "text", fields: {} },
  pains: { list: "pains", text: "text", fields: {} },
  opportunities: { list: "opportunities", text: "text", fields: {} },
  ideas: { list: "opportunities", text: "text", fields: { kind: "idea" } },
  kpis: { list: "kpis", text: "name", fields: {} },
};
export const MOMENTS = ["discovery", "purchase", "experience", "loyalty", "magic"];
export const LEVELS = ["assumption", "anecdote", "qualitative", "quantitative", "triangulated"];
/** A picture and where a statement comes from are no texts that a table could bring. */
const READ_ONLY = new Set(["evidence", "image"]);

export const isHead = (lane: Lane) => lane.shows === "stage" || lane.shows === "touchpoint";

/** The node that what is written into a cell belongs to. */
export function ownerOf(lane: Lane, column: Column): Id | null {
  return lane.span === "stage" ? column.stage : column.touchpoint;
}

/** All cards of a cell: those of the stage, then those of its touchpoints. */
export function cardsOf(grid: Pick<Grid, "store" | "rows" | "cols">, lane: Lane, col: number) {
  const { store, cols } = grid;
  const { stage, touchpoint, start, folded } = cols[col] as Column;
  const kind = CARDS[lane.shows];
  if (!kind) return [];
  const nodes =
    lane.span === "stage" || folded.length > 0
      ? [stage, ...(store.get(stage)?.children.touchpoints ?? [])]
      : [...(col === start ? [stage] : []), ...(touchpoint ? [touchpoint] : [])];
  // Ideas stand in a lane of their own where there is one, and among the opportunities else.
  const own = grid.rows.some(({ shows }) => shows === "ideas");
  return nodes
    .flatMap((node) => store.get(node)?.children[kind.list] ?? [])
    .map((card) => store.get(card))
    .filter((card): card is Rec => card !== undefined)
    .filter(({ slot, fields }) => {
      if (slot !== "opportunities") return true;
      return lane.shows === "ideas" ? fields.kind === "idea" : !own || fields.kind !== "idea";
    });
}

/** The strongest evidence of a node. */
function levelOf(store: Store, id: Id): string {
  const ranks = (store.peek(id)?.children.evidence ?? []).map((source) =>
    LEVELS.indexOf(String(store.peek(source)?.fields.level ?? "")),
  );
  return LEVELS[Math.max(0, ...ranks)] as string;
}

export function textAt(grid: Grid, lane: Lane, col: number): string {
  const { store, cols, words } = grid;
  const id = ownerOf(lane, cols[col] as Column);
  const record = id === null ? undefined : store.peek(id);
  const plain = (value: Json | undefined) => String(value ?? "");
  const kind = CARDS[lane.shows];
  if (kind) {
    return cardsOf(grid, lane, col)
      .map((card) => plain(card.fields[kind.text]).replace(/\s*\n\s*/g, " "))
      .join("\n");
  }
  if (!record) return "";
  switch (lane.shows) {
    case "stage":
    case "touchpoint":
      return plain(record.fields.name);
    case "emotion":
      return plain(pointOf(record, grid.persona)?.value);
    case "moment_of_truth":
      return record.fields.moment_of_truth ? words(`moment.${record.fields.moment_of_truth}`) : "";
    case "evidence":
      return words(`level.${levelOf(store, record.id)}`);
    case "image":
      return plain(record.fields.image_alt);
    case "text":
      return plain(entryOf(record.fields.texts, lane.id));
    default:
      return plain(record.fields[lane.shows]);
  }
}

/** A number as people write it; what is none goes to the kernel as it is, which says so. */
export function parseNumber(text: string): Json {
  const value = Number(text.replace(",", ".").replace("−", "-"));
  return text === "" ? null : Number.isNaN(value) ? text : value;
}

/** The choice that a person means by a word: its name, or what the interface calls it. */
function parseChoice(text: string, choices: string[], words: Words, prefix: string): Json {
  const wish = text.toLowerCase();
  const named = (choice: string) => words(`${prefix}${choice}`).toLowerCase();
  return choices.find((choice) => wish === choice || wish === named(choice)) ?? (text || null);
}

function parseScore(grid: Grid, text: string): Json {
  const scale = scaleOf(grid.store.peek(grid.root)?.fields);
  return scoreIn(scale, text, grid.words("emotion.words").split("|")) ?? parseNumber(text);
}

/** Lines become cards; the cards that are there keep all but their text. */
function writeCards(draft: Draft, kind: Cards, cards: Rec[], owner: Id, text: string): void {
  const lines = text.split("\n").filter((line) => line.trim());
  lines.forEach((line, index) => {
    const card = cards[index];
    if (!card) draft.add(owner, kind.list, { ...kind.fields, [kind.text]: line.trim() });
    else if (String(card.fields[kind.text] ?? "").replace(/\s*\n\s*/g, " ") !== line.trim()) {
      draft.set(card.id, kind.text, line.trim());
    }
  });
  for (const card of cards.slice(lines.length)) draft.remove(card.id);
}

/**
 * Write a text into the cell of a lane. Returns the key of the sentence that says why not;
 * what only the kernel can judge, it judges.
 */
export function writeAt(
  grid: Grid,
  draft: Draft,
  lane: Lane,
  owner: Id,
  cards: Rec[],
  source: string,
): string | null {
  const text = source.trim();
  const kind = CARDS[lane.shows];
  if (kind) writeCards(draft, kind, cards, owner, text);
  else if (isHead(lane)) {
    if (text) draft.set(owner, "name", text.replace(/\s*\n\s*/g, " "));
  } else if (lane.shows === "emotion") return writeEmotion(grid, draft, owner, text);
  else if (lane.shows === "text") draft.setEntry(owner, "texts", lane.id, text || null);
  else if (lane.shows === "satisfaction") draft.set(owner, lane.shows, parseScore(grid, text));
  else if (lane.shows === "moment_of_truth") {
    draft.set(owner, lane.shows, parseChoice(text, MOMENTS, grid.words, "moment."));
  } else if (!READ_ONLY.has(lane.shows)) draft.set(owner, lane.shows, text || null);
  return null;
}

function writeEmotion(grid: Grid, draft: Draft, id: Id, text: string): string | null {
  const record = grid.store.peek(id);
  const point = record ? pointOf(record, grid.persona) : null;
  const value = parseScore(grid, text);
  if (point?.measured) return value === null || value === point.value ? null : "emotion.fixed";
  setEmotion(grid, draft, id, value);
  return null;
}

/** A score of the only persona is that of everyone, until there are several. */
function setEmotion(grid: Grid, draft: Draft, id: Id, value: Json): void {
  const alone = (grid.store.peek(grid.root)?.children.personas?.length ?? 0) <= 1;
  const own = entryOf(draft.get(id, "emotions"), grid.persona);
  if (alone && own === undefined) draft.set(id, "emotion", value);
  else draft.setEntry(id, "emotions", grid.persona, value);
}
