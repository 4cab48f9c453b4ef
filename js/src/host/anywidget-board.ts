/** What the widget of a board takes from anywidget: its model, and the widgets inside it. */

import type { BoardSource, Filter, Inside } from "../board/source";
import { ask } from "./ask";
import type { Model } from "./model";
import { teller } from "./tell";

type Child = { render(place: { el: HTMLElement; signal: AbortSignal }): Promise<void> };

export interface BoardContext {
  model: Model;
  el: HTMLElement;
  host: { getWidget(reference: unknown): Promise<Child> };
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
