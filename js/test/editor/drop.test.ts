import { describe, expect, it } from "vitest";
import { moveNode } from "../../src/document/edits";
import { flatten } from "../../src/document/records";
import { apply } from "../../src/document/reducer";
import { Store } from "../../src/document/store";
import type { NodeJson } from "../../src/document/types";
import {
  cardsBefore,
  hitAt,
  isPast,
  placeBeside,
  placeInStage,
  within,
} from "../../src/layout/drop";
import { columns } from "../../src/layout/layout";

/** Numbers that only look random, the same in each run. */
function dice(seed: number) {
  let state = seed;
  return (n: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * n);
  };
}

/** A map of stages with no, one or several touchpoints, some of them collapsed. */
function someMap(random: (n: number) => number): NodeJson {
  const stages = Array.from({ length: 1 + random(5) }, (_, s) => ({
    id: `stage-${s}`,
    collapsed: random(4) === 0,
    touchpoints: Array.from({ length: random(5) }, (__, t) => ({ id: `${s}-${t}` })),
  }));
  return { id: "map", stages } as unknown as NodeJson;
}

/** Columns side by side as the screen has them, read from the left or from the right. */
function measured(count: number, random: (n: number) => number, forward: 1 | -1) {
  let at = forward > 0 ? 150 : -900;
  return Array.from({ length: count }, () => {
    const start = at;
    at += 60 + random(200);
    return { start, end: at };
  });
}

it("a touchpoint lands in the column under the pointer, by the half before or after it", () => {
  const random = dice(7);
  let drops = 0;
  while (drops < 500) {
    const store = new Store(flatten(someMap(random)));
    const cols = columns(store, "map");
    const shown = cols.flatMap(({ touchpoint }) => touchpoint ?? []);
    const id = shown[random(shown.length || 1)];
    if (id === undefined) continue;
    const row = measured(cols.length, random, random(2) ? 1 : -1);
    const over = random(cols.length);
    const { start, end } = row[over] as (typeof row)[number];
    const at = start + 0.5 + random(end - start);
    const late = at > (start + end) / 2;
    const hit = hitAt(row, at);
    expect(hit).toEqual({ index: over, after: late });
    if (!hit) continue;
    const { stage, index } = placeInStage(cols, hit, id);
    const moved = new Store(apply(store.records, moveNode(store, id, stage, index)));
    const target = cols[over] as (typeof cols)[number];
    const found = [...(moved.peek(target.stage)?.children.touchpoints ?? [])];
    const where = found.indexOf(id);
    expect(where).toBeGreaterThanOrEqual(0);
    if (target.touchpoint === id) {
      expect(moved.peek("map")).toEqual(store.peek("map"));
      expect(found).toEqual(store.peek(target.stage)?.children.touchpoints);
    } else if (target.touchpoint !== null) {
      expect(found[where + (late ? -1 : 1)]).toBe(target.touchpoint);
    } else {
      expect(where).toBe(late ? found.length - 1 : 0);
    }
    drops += 1;
  }
});

it("a stage, a lane, a persona lands beside what the pointer is over", () => {
  const random = dice(11);
  for (let round = 0; round < 500; round++) {
    const all = Array.from({ length: 1 + random(6) }, (_, n) => `n${n}`);
    const [id, over] = [random(all.length), random(all.length)];
    const after = random(2) === 1;
    const moved = all.filter((_, n) => n !== id);
    moved.splice(placeBeside({ index: over, after }, id), 0, all[id] as string);
    if (id === over) expect(moved).toEqual(all);
    else expect(moved[moved.indexOf(all[id] as string) + (after ? -1 : 1)]).toBe(all[over]);
  }
});

describe("beyond the edges", () => {
  const row = [
    { start: 100, end: 200 },
    { start: 200, end: 300 },
  ];

  it("it is the first or the last", () => {
    expect(hitAt(row, -50)).toEqual({ index: 0, after: false });
    expect(hitAt(row, 4000)).toEqual({ index: 1, after: true });
    expect(hitAt([], 4000)).toBe(null);
  });

  it("each edge belongs to one", () => {
    expect(hitAt(row, 199.9)).toEqual({ index: 0, after: true });
    expect(hitAt(row, 200)).toEqual({ index: 1, after: false });
  });

  it("what is scrolled out of sight is no target", () => {
    expect(within(250, 0, 400)).toBe(250);
    expect(within(250, 900, 400)).toBe(399);
    expect(hitAt(row, within(250, 120, 400))).toEqual({ index: 1, after: false });
  });
});

describe("cards of a cell", () => {
  const side = (start: number, top: number, width = 40) => ({
    start,
    end: start + width,
    top,
    bottom: top + 20,
    fillsRow: false,
  });
  const flow = [side(0, 0), side(46, 0), side(0, 26), side(46, 26)];
  const stack = [0, 26, 52].map((top) => ({ ...side(0, top, 100), fillsRow: true }));

  it.each([
    [5, 5, 0],
    [30, 5, 1],
    [50, 5, 1],
    [80, 5, 2],
    [200, 5, 2], // the rest of the row
    [50, 23, 2], // between the rows
    [5, 30, 2],
    [80, 30, 4],
    [5, 90, 4],
  ])("side by side are told apart by left and right: %i, %i", (x, y, expected) => {
    expect(cardsBefore(flow, x, y)).toBe(expected);
  });

  it.each([
    [90, 2, 0],
    [10, 18, 1],
    [90, 28, 1],
    [10, 44, 2],
    [10, 90, 3],
  ])("one above the other by above and below: %i, %i", (x, y, expected) => {
    expect(cardsBefore(stack, x, y)).toBe(expected);
  });

  it("in a language that runs to the left, the left half is the later one", () => {
    const mirrored = flow.map((card) => ({ ...card, start: -card.end, end: -card.start }));
    expect(cardsBefore(mirrored, -5, 5)).toBe(2);
    expect(cardsBefore(mirrored, -80, 5)).toBe(0);
  });

  it("a persona's card is halved as they stand", () => {
    expect(isPast(side(0, 0), false, 30, 2)).toBe(true);
    expect(isPast(side(0, 0), true, 30, 2)).toBe(false);
  });
});
