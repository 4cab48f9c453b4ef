/** What a board is told by whoever puts it into a page, and what it says. */
import type { Tell } from "../widget/settings";

/** What can be narrowed, and what it comes to. */
export type Filter = {
  locale: string;
  /** Newer charts are on their way. */
  stale: boolean;
  /** Data that the charts need are not there yet. */
  reading: boolean;
  places: { id: string; name: string }[];
  personas: { id: string; name: string; on: boolean }[];
  channels: { name: string; on: boolean }[];
  said: string[];
};

export type Click =
  | { type: "toggle"; id: string }
  | { type: "channel"; name: string }
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
