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
  HTMLElement.prototype.showPopover ??= () => {}; // the top layer is the browser's
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

it("opens what are many, and says in one line what is on", async () => {
  const drawn = () => new Promise((done) => setTimeout(done, 60));
  const bar = show({ dimensions: [channels(30, [20])] });
  const [opener] = buttons(bar);
  expect(opener?.textContent).toBe("channel 20");
  expect(buttons(bar)).toHaveLength(2); // with "show all"
  opener?.click();
  await drawn();
  expect(opener?.getAttribute("aria-expanded")).toBe("true");
  const names = buttons(bar).map((each) => each.textContent);
  expect(names.filter((name) => name?.startsWith("channel"))).toHaveLength(31);
  buttons(bar)
    .find((each) => each.textContent === "channel 7")
    ?.click();
  expect(sent).toEqual([{ type: "toggle", dimension: "channels", key: "7" }]);
  opener?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  await drawn();
  expect(opener?.getAttribute("aria-expanded")).toBe("false");
  expect(document.activeElement).toBe(opener);
  expect(buttons(show({ dimensions: [channels(9)] }))[0]?.textContent).toBe("board.all 0 9");
  const some = show({ dimensions: [channels(9, [1, 2])] });
  expect(buttons(some)[0]?.textContent).toBe("board.some 2 9");
});

it("asks for two days, and says what was chosen of them", async () => {
  const period: Dimension = {
    name: "period",
    shows: "days",
    marked: false,
    options: [],
    days: ["2026-01-05", "2026-07-07"],
    chosen: ["2026-04-01", ""],
    said: "since Apr 1, 2026",
  };
  const bar = show({ dimensions: [period] });
  const [opener, clear] = buttons(bar);
  expect(opener?.textContent).toBe("since Apr 1, 2026");
  expect(clear?.textContent).toBe("board.clear");
  opener?.click();
  await new Promise((done) => setTimeout(done, 60));
  const [from, to] = [...bar.querySelectorAll("input")];
  expect([from?.value, from?.min, to?.value, to?.max]).toEqual([
    "2026-04-01",
    "2026-01-05",
    "",
    "2026-07-07",
  ]);
  if (to) to.value = "2026-06-30";
  to?.dispatchEvent(new Event("change", { bubbles: true }));
  expect(sent).toEqual([{ type: "period", days: ["2026-04-01", "2026-06-30"] }]);
  buttons(bar)
    .find((each) => each.textContent === "board.any_time")
    ?.click();
  expect(sent.at(-1)).toEqual({ type: "period", days: ["", ""] });
  // A board without a log knows no days.
  expect(buttons(show({ dimensions: [{ ...period, days: [], chosen: [] }] }))).toEqual([]);
});

it("says at the line's end how many are left, and below it what can't be followed", () => {
  const bar = show({ said: ["5 of 9", "2 still open", "No segments."], counted: 2 });
  expect(bar.querySelector("[role=status]")?.textContent).toBe("5 of 9 · 2 still open");
  expect(bar.querySelector(".cjw-remarks")?.textContent).toBe("No segments.");
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

it("copies the address while there is a filter in it, and says so of this one only", async () => {
  const written: string[] = [];
  let allowed = true;
  const clipboard = {
    writeText: async (text: string) => {
      if (!allowed) throw new Error("not allowed");
      written.push(text);
    },
  };
  Object.defineProperty(navigator, "clipboard", { value: clipboard, configurable: true });
  document.execCommand = () => false;
  const said = (address: string) => buttons(show({ address })).map((each) => each.textContent);
  expect(said("")).toEqual([]);
  expect(said("personas=Anna")).toEqual(["board.copy_link"]);
  const press = async () => {
    buttons(place)[0]?.click();
    await new Promise((done) => setTimeout(done, 60));
  };
  await press();
  expect(written).toEqual([location.href]);
  expect(said("personas=Anna")).toEqual(["board.copied"]);
  expect(said("personas=Viktor")).toEqual(["board.copy_link"]);
  allowed = false;
  await press();
  expect(said("personas=Viktor")).toEqual(["board.not_copied"]);
});
