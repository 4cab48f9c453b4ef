/** What a board is told by whoever puts it into a page, and what it says. */
import type { Tell } from "../widget/settings";

/** One value of a dimension, with what Python calls it. */
export type Option = { key: string; name: string; on: boolean };

/** One thing that can be narrowed by: see board/dimensions.py. */
export type Dimension = {
  name: string;
  /** All values as buttons, or those that are selected as chips to be taken back. */
  shows: "buttons" | "chips";
  /** Its values have the marks of personas. */
  marked: boolean;
  options: Option[];
};

/** What can be narrowed, and what it comes to. */
export type Filter = {
  locale: string;
  /** Newer charts are on their way. */
  stale: boolean;
  /** Data that the charts need are not there yet. */
  reading: boolean;
  dimensions: Dimension[];
  said: string[];
};

export type Click = { type: "toggle"; dimension: string; key: string } | { type: "clear" };

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
