import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { enliven } from "../../src/host/enliven";

let number = 0;

/** A manager of widgets that has the views named, and a page with a picture of each. */
function page(...names: string[]) {
  number += 1;
  const tag = `cjw-chart-${number}`;
  const views = new Map<string, { el: HTMLElement; remove: () => void }>();
  const manager = {
    get_model: vi.fn(async (id: string) => {
      if (!names.includes(id)) throw new Error("widget model not found");
      return { id };
    }),
    create_view: vi.fn(async (model: object) => {
      const gone: (() => void)[] = [];
      const el = document.createElement("div");
      el.className = "live";
      const view = {
        el,
        once: (_: "remove", call: () => void) => gone.push(call),
        remove: () => {
          el.remove();
          for (const call of gone) call();
        },
      };
      views.set((model as { id: string }).id, view);
      return view;
    }),
  };
  const model = { get: () => tag, widget_manager: manager } as unknown as Parameters<
    typeof enliven
  >[0];
  const place = (id: string) => {
    const chart = document.createElement(tag);
    chart.setAttribute("view", id);
    const still = document.createElement("img");
    still.className = "cjw-still";
    chart.append(still);
    document.body.append(chart);
    return { chart, still };
  };
  return { manager, model, place, views };
}

const live = (chart: Element) => chart.querySelectorAll(".live").length;

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

test("a picture becomes its chart, and is back when that is gone", async () => {
  const { model, place, views } = page("one");
  enliven(model);
  const { chart, still } = place("one");
  await vi.advanceTimersByTimeAsync(0);
  expect([live(chart), still.style.display]).toEqual([1, "none"]);
  views.get("one")?.remove();
  expect([live(chart), still.style.display]).toEqual([0, ""]);
});

test("a chart whose widget comes late, or never", async () => {
  const names: string[] = [];
  const { manager, model, place } = page();
  enliven(model);
  const { chart, still } = place("late");
  const { chart: never } = place("never");
  await vi.advanceTimersByTimeAsync(1000);
  expect(live(chart)).toBe(0);
  names.push("late");
  manager.get_model.mockImplementation(async (id) => {
    if (!names.includes(id)) throw new Error("widget model not found");
    return { id };
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect([live(chart), live(never), still.style.display]).toEqual([1, 0, "none"]);
  const asked = manager.get_model.mock.calls.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(manager.get_model.mock.calls.length).toBe(asked);
});

test("out of sight for a moment it stays, for long it goes, and is made again", async () => {
  const { manager, model, place } = page("one");
  enliven(model);
  const { chart } = place("one");
  await vi.advanceTimersByTimeAsync(0);
  chart.remove();
  await vi.advanceTimersByTimeAsync(1000);
  document.body.append(chart);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([live(chart), manager.create_view.mock.calls.length]).toEqual([1, 1]);
  chart.remove();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(live(chart)).toBe(0);
  document.body.append(chart);
  await vi.advanceTimersByTimeAsync(0);
  expect([live(chart), manager.create_view.mock.calls.length]).toEqual([1, 2]);
});

test("a kernel that comes back brings its widgets anew", async () => {
  const { model } = page();
  enliven(model);
  const again = page("one");
  again.model.get = model.get;
  enliven(again.model);
  const chart = document.createElement(model.get("_tag") as string);
  chart.setAttribute("view", "one");
  document.body.append(chart);
  await vi.advanceTimersByTimeAsync(0);
  expect(live(chart)).toBe(1);
});
