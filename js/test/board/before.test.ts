/** What was chosen on a board, when its cell is run again. */
import { beforeEach, expect, it } from "vitest";
import { Before, chosenIn } from "../../src/board/before";
import type { Dimension, Filter, Home } from "../../src/board/source";

const HOME: Home = { life: "1", place: "here", spot: "cell", map: "m", title: "Shop" };
const KEY = "cjwidgets.chosen.here";

const channels = (...on: string[]): Dimension => ({
  name: "channels",
  shows: "list",
  marked: false,
  options: ["web", "call"].map((name) => ({ key: name, name, on: on.includes(name) })),
});
const period: Dimension = {
  ...{ name: "period", shows: "days", marked: false, options: [] },
  ...{ days: ["2026-01-01", "2026-12-31"], chosen: ["2026-04-01", ""], said: "since 1 April" },
};

/** One run of a cell. */
class Run {
  readonly before: Before;
  filter: Filter;
  #life = new AbortController();

  constructor(home: Partial<Home> | null, ...dimensions: Dimension[]) {
    this.filter = { locale: "en", stale: false, reading: false, said: [], dimensions };
    this.filter.home = home && { ...HOME, ...home };
    this.before = new Before(
      () => this.filter,
      () => this.before.found, // it is asked for at once
    );
    this.before.start(this.#life.signal);
  }

  choose(...dimensions: Dimension[]): this {
    this.before.touch();
    this.filter = { ...this.filter, dimensions };
    this.before.follow();
    return this;
  }

  close(): void {
    this.#life.abort();
  }

  get found() {
    return this.before.found?.map(({ name }) => name);
  }
}

beforeEach(() => localStorage.clear());

it("is offered to the board that takes its place, whatever the ids of its map are", () => {
  const first = new Run({}).choose(channels("web"), period);
  const second = new Run({ life: "2", map: "n" });
  expect(second.found).toBeUndefined(); // the first one is still there
  first.close();
  expect(second.found).toEqual(["web", "since 1 April"]);
  expect(second.before.found).toEqual(chosenIn(first.filter));
  for (const other of [{ spot: "another" }, { place: "there" }, { map: "n", title: "Bank" }]) {
    expect(new Run({ life: "3", ...other }).found).toBeUndefined();
  }
});

it("is offered until it is put back, dismissed, or another choice takes its place", () => {
  const again = (life: string, ...now: Dimension[]) => new Run({ life }, ...now);
  const begin = () => {
    localStorage.clear();
    new Run({}).choose(channels("web")).close();
  };
  begin();
  expect(again("2").choose(channels("web")).found).toBeUndefined();
  begin();
  expect(again("2").choose(channels("call")).found).toBeUndefined();
  begin();
  const dismissed = again("2");
  dismissed.before.discard();
  expect(dismissed.found).toBeUndefined();
  expect(again("3").found).toBeUndefined();
  begin();
  // The cell itself filters by the same: there is nothing to put back.
  expect(again("2", channels("web")).found).toBeUndefined();
  expect(again("3", channels("call")).found).toEqual(["web"]);
});

it("stays on offer while code of other cells filters the board", () => {
  new Run({}).choose(channels("web")).close();
  const run = new Run({ life: "2" });
  run.filter = { ...run.filter, dimensions: [channels("call")] };
  run.before.follow();
  expect(run.found).toEqual(["web"]);
});

it("is forgotten when all is shown again", () => {
  new Run({}).choose(channels("web")).choose(channels()).close();
  expect(new Run({ life: "2" }).found).toBeUndefined();
  expect(JSON.parse(localStorage.getItem(KEY) ?? "")).toEqual([]);
});

it("is not kept where the address has it, and what others wrote there does no harm", () => {
  new Run(null).choose(channels("web")).close();
  expect(localStorage.length).toBe(0);
  for (const text of ["{no json", "null", '[{"at":1e99,"chosen":3}]', '[{"chosen":[null]}]']) {
    localStorage.setItem(KEY, text);
    expect(new Run({ life: "2" }).found).toBeUndefined();
  }
});
