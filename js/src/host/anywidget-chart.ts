/** What the widget of a chart takes from anywidget: its model, and the runtime beside it. */
import type { Chart, Chosen, Runtime } from "../core/chart";
import type { Model } from "./anywidget";

export interface ChartContext {
  model: Model;
  el: HTMLElement;
  host: { getWidget(reference: unknown): Promise<{ exports: unknown }> };
}

export function anywidgetChart({ model, host }: ChartContext) {
  return {
    chart: () => model.get("_chart") as Chart,
    text: (key: string) => (model.get("_texts") as Record<string, string>)[key] ?? key,
    theme: () => (model.get("theme") ?? "auto") as "auto" | "light" | "dark",
    runtime: async () => (await host.getWidget(model.get("_runtime"))).exports as Runtime,
    chosen: (what: Chosen) => model.send(what),
    watch(chart: () => void, theme: () => void) {
      model.on("change:_chart", chart);
      model.on("change:theme", theme);
      return () => {
        model.off("change:_chart", chart);
        model.off("change:theme", theme);
      };
    },
  };
}
