/** What a chart hears of its model. */
import { expect, test } from "vitest";
import { anywidgetChart, type ChartContext } from "../../src/host/anywidget-chart";

test("a chart is shown anew in another language, and hears nothing when it is gone", () => {
  const texts: Record<string, string> = { "chart.broken": "Broken" };
  const heard = new Map<string, () => void>();
  const model = {
    get: (name: string) => (name === "_texts" ? texts : undefined),
    on: (event: string, hear: () => void) => heard.set(event, hear),
    off: (event: string) => heard.delete(event),
  };
  const source = anywidgetChart({ model } as unknown as ChartContext, () => {});
  let shown = "";
  const stop = source.watch(
    () => {
      shown = source.text("chart.broken");
    },
    () => {},
  );
  texts["chart.broken"] = "Kaputt";
  heard.get("change:_texts")?.();
  expect(shown).toBe("Kaputt");
  stop();
  expect([...heard.keys()]).toEqual([]);
});
