/** What the widget of a board takes from anywidget: its model, and the widgets inside it. */
import type { Model } from "./anywidget";
import { ask, type Tell } from "./ask";
import { teller } from "./tell";

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

type Child = { render(place: { el: HTMLElement; signal: AbortSignal }): Promise<void> };

export interface BoardContext {
  model: Model;
  el: HTMLElement;
  host: { getWidget(reference: unknown): Promise<Child> };
}

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

const WATCHED = ["change:_bar", "change:_texts", "change:theme"];

export function anywidgetBoard({ model, host }: BoardContext): BoardSource {
  return {
    editor: model.get("_editor"),
    charts: (model.get("_charts") ?? []) as Inside[],
    filter: () => model.get("_bar") as Filter,
    texts: () => model.get("_texts") as Record<string, string>,
    theme: () => (model.get("theme") ?? "auto") as "auto" | "light" | "dark",
    send: (click, tell) => ask(model, click, tell),
    waits: () => teller(model)({ type: "waits" }),
    async draw(widget, el, signal) {
      await (await host.getWidget(widget)).render({ el, signal });
    },
    watch(changed) {
      for (const name of WATCHED) model.on(name, changed);
      return () => {
        for (const name of WATCHED) model.off(name, changed);
      };
    },
  };
}
