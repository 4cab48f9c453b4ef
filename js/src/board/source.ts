/** What a board is told by whoever puts it into a page, and what it says. */
import type { Tell } from "../widget/settings";

/** One value of a dimension, with what Python calls it. */
export type Option = { key: string; name: string; on: boolean };

/** One thing that can be filtered by, or selected: see board/dimensions.py. */
export type Dimension = {
  name: string;
  /** All values side by side or in a list that opens, two days, or chips of what is selected. */
  shows: "buttons" | "list" | "days" | "chips";
  /** Its values have the marks of personas. */
  marked: boolean;
  options: Option[];
  /** The first and the last day there are, those that are chosen, and how that is said. */
  days?: string[];
  chosen?: string[];
  said?: string;
};

/** A value that is on. */
export type Choice = { dimension: string; key: string; name: string };

/** What tells a board from others, and the one that takes its place when the cell is run again. */
export type Home = { life: string; place: string; spot: string; map: string; title: string };

/** What can be narrowed, and what it comes to. */
export type Filter = {
  locale: string;
  /** Newer charts are on their way. */
  stale: boolean;
  /** Data that the charts need are not there yet. */
  reading: boolean;
  dimensions: Dimension[];
  said: string[];
  /** How many of these are said at the line's end: how many customers are left. */
  counted?: number;
  /** What stands behind the # of the page's address; nothing where the page is not the board's. */
  address?: string | null;
  /** Nothing where a page keeps what is chosen in its address. */
  home?: Home | null;
};

export type Click =
  | { type: "toggle"; dimension: string; key: string }
  | { type: "period"; days: [string, string] }
  | { type: "address"; text: string }
  | { type: "again"; chosen: Choice[] }
  | { type: "clear" };

export type Inside = { name: string; widget: unknown };

export interface BoardSource {
  editor: unknown;
  charts: Inside[];
  filter(): Filter;
  texts(): Record<string, string>;
  theme(): "auto" | "light" | "dark";
  send(click: Click, tell: Tell): void;
  /** Ask for what was sent while the page was loading: it did not arrive. */
  waits(): void;
  /** Draw a widget into an element, until the signal. */
  draw(widget: unknown, el: HTMLElement, signal: AbortSignal): Promise<void>;
  watch(changed: () => void): () => void;
}
