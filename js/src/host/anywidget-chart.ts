/** What the widget of a chart takes from anywidget: its model, and the runtime beside it. */

import { own } from "../document/own";
import type { Chart, Pick, Runtime, Told } from "../vega/chart";
import type { Fits } from "../vega/room";
import type { Tell } from "../widget/settings";
import { ask } from "./ask";
import type { Model } from "./model";
import { teller } from "./tell";

const DRAWN = ["_chart", "_narrow", "_choices", "_texts"];

export interface ChartContext {
  model: Model;
  el: HTMLElement;
  host: { getWidget(reference: unknown): Promise<{ exports: unknown }> };
}

/** Python packs a chart: it is mostly the same words again and again. */
async function unpacked(text: string): Promise<Chart & { room?: number }> {
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return (await new Response(stream).json()) as Chart;
}

export function anywidgetChart({ model, host }: ChartContext, tell: Tell) {
  let room: number | null = null;
  return {
    async chart() {
      if (room !== null) {
        const own = await unpacked(model.get("_narrow") as string);
        // One for a place of another size is worse than the first.
        if (own.spec && Math.abs((own.room ?? 0) - room) < room / 8) return own;
      }
      const chart = await unpacked(model.get("_chart") as string);
      return chart.spec ? chart : null;
    },
    ask() {
      teller(model)({ type: "waits" });
    },
    fits: () => model.get("_fits") as Fits,
    /** Say how much room there is, if it fits badly: Python draws for it. */
    tellRoom(now: number | null) {
      room = now;
      if (now !== null) teller(model)({ type: "room", room: now });
    },
    choices: () => (model.get("_choices") ?? {}) as Record<string, Pick>,
    text: (key: string) => own(model.get("_texts") as Record<string, string>, key) ?? key,
    theme: () => (model.get("theme") ?? "auto") as "auto" | "light" | "dark",
    runtime: async () => (await host.getWidget(model.get("_runtime"))).exports as Runtime,
    chosen: (what: Told) => ask(model, what, tell),
    watch(chart: () => void, theme: () => void) {
      for (const name of DRAWN) model.on(`change:${name}`, chart);
      model.on("change:theme", theme);
      return () => {
        for (const name of DRAWN) model.off(`change:${name}`, chart);
        model.off("change:theme", theme);
      };
    },
  };
}
