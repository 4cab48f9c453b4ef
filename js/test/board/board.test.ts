/** The filter above a board: what it shows, and what a click says. */
import { h, render } from "preact";
import { beforeEach, expect, it } from "vitest";
import { FilterBar } from "../../src/board/filter";
import type { Click, Dimension, Filter, Option } from "../../src/board/source";

const EMPTY: Filter = {
  locale: "en",
  stale: false,
  reading: false,
  dimensions: [],
  said: ["600 customers"],
};
let place: HTMLElement;
let sent: Click[];

function show(filter: Partial<Filter>): HTMLElement {
  const t = (key: string, values = {}) => [key, ...Object.values(values)].join(" ");
  const send = (click: Click) => sent.push(click);
  render(h(FilterBar, { filter: { ...EMPTY, ...filter }, gone: false, t, send }), place);
  return place;
}

const buttons = (within: HTMLElement) => [...within.querySelectorAll("button")];
const option = (key: string, name: string, on = false): Option => ({ key, name, on });
const offering = (name: string, options: Option[], marked = false): Dimension => ({
  name,
  shows: "buttons",
  marked,
  options,
});
const stages = (...options: Option[]): Dimension => ({
  name: "stages",
  shows: "chips",
  marked: false,
  options,
});
const channels = (count: number, on: number[] = []) =>
  offering(
    "channels",
    Array.from({ length: count }, (_, at) => option(`${at}`, `channel ${at}`, on.includes(at))),
  );

beforeEach(() => {
  place = document.body.appendChild(document.createElement("div"));
  sent = [];
});

it("says how many are left, and has nothing to click where nothing can be narrowed", () => {
  const bar = show({});
  expect(bar.querySelector("[role=status]")?.textContent).toBe("600 customers");
  expect(buttons(bar)).toEqual([]);
  // One persona or channel is everybody.
  show({ dimensions: [offering("personas", [option("a", "Anna")], true), channels(1)] });
  expect(buttons(bar)).toEqual([]);
});

it("tells what was clicked", () => {
  const personas = ["Anna", ""].map((name, at) => option(`p${at}`, name, at === 0));
  const bar = show({
    dimensions: [
      stages(option("buy", "Buy", true)),
      offering("personas", personas, true),
      channels(2),
    ],
  });
  const [anna, nameless, , web, buy, clear] = buttons(bar);
  expect(anna?.getAttribute("aria-pressed")).toBe("true");
  expect(nameless?.textContent).toContain("board.untitled");
  for (const each of [anna, web, buy, clear]) each?.click();
  expect(sent).toEqual([
    { type: "toggle", dimension: "personas", key: "p0" },
    { type: "toggle", dimension: "channels", key: "1" },
    { type: "toggle", dimension: "stages", key: "buy" },
    { type: "clear" },
  ]);
});

it("shows a dimension that it has never heard of, under the heading of its name", () => {
  const devices = offering("devices", [option("phone", "phone", true), option("desk", "desk")]);
  const bar = show({ dimensions: [devices] });
  expect(bar.querySelector("legend")?.textContent).toBe("board.devices");
  buttons(bar)[1]?.click();
  expect(sent).toEqual([{ type: "toggle", dimension: "devices", key: "desk" }]);
  expect(bar.querySelector("svg")).toBeNull();
});

it("says that charts are on their way", () => {
  expect(show({ stale: true }).textContent).toBe("board.stale");
  expect(show({ stale: true, reading: true }).textContent).toBe("board.reading");
});

it("folds many channels, but never one that is on", async () => {
  const bar = show({ dimensions: [channels(30, [20])] });
  const names = () => buttons(bar).map((each) => each.textContent);
  expect(names()).toHaveLength(12 + 1 + 2); // with "more" and "show all"
  expect(names()).toContain("channel 20");
  buttons(bar)
    .find((each) => each.textContent === "board.more 17")
    ?.click();
  await new Promise((drawn) => setTimeout(drawn));
  expect(names().filter((name) => name.startsWith("channel"))).toHaveLength(30);
});

it("shows hostile names as text", () => {
  const name = "<img src=x onerror=alert(1)>";
  const hostile = [option("x", name, true), option("y", "web")];
  const bar = show({
    dimensions: [stages(option("z", name, true)), offering("channels", hostile)],
  });
  expect(bar.querySelector("img")).toBeNull();
  expect(bar.textContent).toContain(name);
});
