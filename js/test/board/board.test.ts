/** The filter above a board: what it shows, and what a click says. */
import { h, render } from "preact";
import { beforeEach, expect, it } from "vitest";
import { FilterBar } from "../../src/board/filter";
import type { Click, Filter } from "../../src/board/source";

const EMPTY: Filter = {
  locale: "en",
  stale: false,
  reading: false,
  places: [],
  personas: [],
  channels: [],
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
const channels = (count: number, on: number[] = []) =>
  Array.from({ length: count }, (_, at) => ({ name: `channel ${at}`, on: on.includes(at) }));

beforeEach(() => {
  place = document.body.appendChild(document.createElement("div"));
  sent = [];
});

it("says how many are left, and has nothing to click where nothing can be narrowed", () => {
  const bar = show({});
  expect(bar.querySelector("[role=status]")?.textContent).toBe("600 customers");
  expect(buttons(bar)).toEqual([]);
  // One persona or channel is everybody.
  show({ personas: [{ id: "a", name: "Anna", on: false }], channels: channels(1) });
  expect(buttons(bar)).toEqual([]);
});

it("tells what was clicked", () => {
  const personas = ["Anna", ""].map((name, at) => ({ id: `p${at}`, name, on: at === 0 }));
  const bar = show({ personas, channels: channels(2), places: [{ id: "buy", name: "Buy" }] });
  const [anna, nameless, , web, buy, clear] = buttons(bar);
  expect(anna?.getAttribute("aria-pressed")).toBe("true");
  expect(nameless?.textContent).toContain("board.untitled");
  for (const each of [anna, web, buy, clear]) each?.click();
  expect(sent).toEqual([
    { type: "toggle", id: "p0" },
    { type: "channel", name: "channel 1" },
    { type: "toggle", id: "buy" },
    { type: "clear" },
  ]);
});

it("says that charts are on their way", () => {
  expect(show({ stale: true }).textContent).toBe("board.stale");
  expect(show({ stale: true, reading: true }).textContent).toBe("board.reading");
});

it("folds many channels, but never one that is on", async () => {
  const bar = show({ channels: channels(30, [20]) });
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
  const bar = show({ channels: [{ name, on: true }, ...channels(1)], places: [{ id: "x", name }] });
  expect(bar.querySelector("img")).toBeNull();
  expect(bar.textContent).toContain(name);
});
