import { describe, expect, it } from "vitest";
import { add, moveNode, removeNode, setEntry, setField, stepNode } from "../../src/document/edits";
import { flatten, nest, type Rec } from "../../src/document/records";
import { apply, invert } from "../../src/document/reducer";
import { depth, scaleOf, scoreAt, snap, word } from "../../src/document/scale";
import { Store } from "../../src/document/store";
import type { Change } from "../../src/document/types";
import { meanPoint } from "../../src/editor/emotion/summary";
import { arrows, kindOf } from "../../src/editor/links/arrows";
import { columns, lanes, step } from "../../src/layout/layout";
import { MAP } from "../kernel";

const store = () => new Store(flatten(MAP));
const order = (now: Store) => columns(now, "map").map((c) => c.touchpoint ?? c.stage);
const edited = (changes: Change[]) => new Store(apply(store().records, changes));

describe("columns", () => {
  it("are the touchpoints; a stage without any takes one", () => {
    expect(columns(store(), "map")).toEqual([
      { stage: "ask", touchpoint: "search", start: 0, span: 2, folded: [] },
      { stage: "ask", touchpoint: "chat", start: 0, span: 2, folded: [] },
      { stage: "buy", touchpoint: "cart", start: 2, span: 1, folded: [] },
      { stage: "use", touchpoint: null, start: 3, span: 1, folded: [] },
    ]);
  });

  it("of a collapsed stage are one, which stands for its touchpoints", () => {
    const folded = setField(store().peek("ask") as Rec, "collapsed", true);
    expect(columns(edited(folded), "map")[0]).toEqual({
      stage: "ask",
      touchpoint: null,
      start: 0,
      span: 1,
      folded: ["search", "chat"],
    });
  });

  it("of one view may be collapsed or open against the map", () => {
    const folds = new Map([
      ["ask", false],
      ["buy", true],
      ["use", true],
    ]);
    const folded = setField(store().peek("ask") as Rec, "collapsed", true);
    const cols = columns(edited(folded), "map", folds);
    expect(cols.map((column) => column.touchpoint)).toEqual(["search", "chat", null, null]);
    expect(cols.map((column) => column.folded.length)).toEqual([0, 0, 1, 0]);
  });

  it("are walked by keys; a cell that spans is one step", () => {
    const cols = columns(store(), "map");
    const spans = [true, false];
    expect(step({ row: 0, col: 0 }, "right", spans, cols)).toEqual({ row: 0, col: 2 });
    expect(step({ row: 0, col: 2 }, "left", spans, cols)).toEqual({ row: 0, col: 0 });
    expect(step({ row: 1, col: 1 }, "up", spans, cols)).toEqual({ row: 0, col: 0 });
    expect(step({ row: 1, col: 3 }, "right", spans, cols)).toEqual({ row: 1, col: 3 });
    expect(step({ row: 0, col: 0 }, "up", spans, cols)).toEqual({ row: 0, col: 0 });
    expect(step({ row: 0, col: 0 }, "last", spans, cols)).toEqual({ row: 1, col: 3 });
  });
});

it("lanes that are hidden are left out; what a stage can't hold never spans it", () => {
  const hidden = setField(store().peek("doing") as Rec, "hidden", true);
  expect(lanes(edited(hidden), "map")).toEqual([]);
  const spanning = setField(store().peek("doing") as Rec, "span", "stage");
  expect(lanes(edited(spanning), "map")[0]?.span).toBe("touchpoint");
});

describe("a step to the side", () => {
  it.each([
    ["search", 1, ["chat", "search", "cart", "use"]],
    ["chat", 1, ["search", "chat", "cart", "use"]],
    ["cart", 1, ["search", "chat", "buy", "cart"]],
    ["search", -1, ["search", "chat", "cart", "use"]],
    ["buy", -1, ["cart", "search", "chat", "use"]],
    ["use", 1, ["search", "chat", "cart", "use"]],
  ] as const)("of %s by %i", (id, by, expected) => {
    expect(order(edited(stepNode(store(), id, by)))).toEqual(expected);
  });

  it("takes a touchpoint at the edge into the next stage", () => {
    expect(edited(stepNode(store(), "chat", 1)).peek("chat")?.parent).toBe("buy");
  });
});

describe("edits", () => {
  it("that change nothing are none", () => {
    const search = store().peek("search") as Rec;
    expect(setField(search, "name", "Search")).toEqual([]);
    expect(setField(search, "actions", "")).toEqual([]);
    expect(moveNode(store(), "search", "ask", 0)).toEqual([]);
    expect(removeNode(store(), "nobody")).toEqual([]);
  });

  it("set and drop one entry of many", () => {
    const record = { ...(store().peek("search") as Rec), fields: { emotions: { a: 1, b: 2 } } };
    expect(setEntry(record, "emotions", "a", null)).toMatchObject([
      { fields: { emotions: [{ a: 1, b: 2 }, { b: 2 }] } },
    ]);
  });

  it("done at random and undone give the start", () => {
    let state = 7;
    const random = (n: number) => {
      state = (state * 48271) % 2147483647;
      return state % n;
    };
    let records = store().records;
    const done: Change[] = [];
    for (let i = 0; i < 2000; i++) {
      const now = new Store(records);
      const ids = [...records.keys()].filter((id) => records.get(id)?.slot === "touchpoints");
      const stages = records.get("map")?.children.stages ?? [];
      const id = ids[random(ids.length)] ?? "";
      const stage = stages[random(stages.length)] ?? "";
      const record = records.get(id) as Rec;
      const length = records.get(stage)?.children.touchpoints?.length ?? 0;
      const [added] = add(records.get(stage) as Rec, "touchpoints", random(length + 1), {
        name: `${i}`,
      });
      const room = length - (record?.parent === stage ? 1 : 0);
      const kinds: Change[][] = [
        ids.length < 12 ? [added] : [],
        record ? setField(record, "emotion", random(5) - 2 || null) : [],
        record ? moveNode(now, id, stage, random(room + 1)) : [],
        record && ids.length > 2
          ? removeNode(now, id).map((change) => ({ ...change, node: nest(records, id) }) as Change)
          : [],
      ];
      const changes = kinds[random(4)] as Change[];
      records = apply(records, changes);
      done.push(...changes);
    }
    expect(done.length).toBeGreaterThan(1000);
    records = apply(records, done.reverse().map(invert));
    expect(nest(records, "map")).toEqual(MAP);
  });
});

describe("arrows", () => {
  const linked = (...links: [string, string][]) => {
    const changes = links.map(
      ([source, target], index) =>
        add(store().peek("map") as Rec, "links", index, { source, target })[0],
    );
    const now = edited(changes);
    return arrows(now, "map", columns(now, "map"));
  };

  it("that would lie on each other run on different levels, the shorter below", () => {
    const found = linked(["search", "cart"], ["cart", "chat"], ["search", "search"]);
    expect(found.map(({ source, target, level }) => [source, target, level])).toEqual([
      [0, 0, 0],
      [2, 1, 0],
      [0, 2, 1],
    ]);
  });

  it("to what is gone are left out", () => {
    expect(linked(["search", "nobody"])).toEqual([]);
  });

  it("are loops when they lead back, skips when they pass others", () => {
    expect([kindOf(2, 1), kindOf(1, 1), kindOf(0, 2), kindOf(0, 1)]).toEqual([
      "loop",
      "loop",
      "skip",
      "branch",
    ]);
  });
});

it("a collapsed stage has the mean of what is known", () => {
  const point = (value: number, measured: boolean) => ({
    value,
    measured,
    n: null,
    low: null,
    high: null,
  });
  expect(meanPoint([point(1, true), null, point(-2, false)])).toEqual(point(-0.5, false));
  expect(meanPoint([null])).toBeNull();
});

describe("scores", () => {
  const scale = scaleOf({});

  it("are drawn from the high end down, and read off on a grid", () => {
    expect(depth(scale, 2)).toBe(0);
    expect(depth(scale, -2)).toBe(1);
    expect(scoreAt(scale, 0.251)).toBe(1);
    expect(scoreAt(scale, -3)).toBe(2);
    expect(snap(scaleOf({ scale: { low: 1, high: 5 } }), 3.04)).toBe(3);
  });

  it("have the nearest word", () => {
    const words = ["awful", "bad", "so-so", "good", "great"];
    expect([-2, -1.4, 0, 1.5, 2].map((value) => word(scale, value, words))).toEqual([
      "awful",
      "bad",
      "so-so",
      "great",
      "great",
    ]);
    expect(word(scale, 1.5, [])).toBe("1.5");
  });
});
