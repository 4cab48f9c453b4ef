import { describe, expect, it } from "vitest";
import {
  figuresInWords,
  isOld,
  type Numbers,
  origin,
  range,
  type Source,
} from "../../src/document/figures";
import { count, duration, percent } from "../../src/document/numbers";
import { assumedOf, pointOf } from "../../src/document/points";
import { flatten, type Rec } from "../../src/document/records";
import { Store } from "../../src/document/store";
import { describe as inDescription } from "../../src/editor/description/describe";
import { CATALOGUES, speaking } from "../speaking";

const t = speaking("en");
/** As text is read: all kinds of space are one. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

const SEEN: Numbers = {
  n: 1112,
  of: 1930,
  reached: 1042,
  came: 70,
  drop: [0.4601, 0.438, 0.482],
  dwell: [222_035, 177_709, 254_805],
};

describe("numbers in the language of the map", () => {
  it.each([
    ["en", "1,234,567", "46%", "4.7%", "2.57 d"],
    ["ru", "1 234 567", "46 %", "4,7 %", "2,57 сут"],
    ["zh-Hans", "1,234,567", "46%", "4.7%", "2.57 天"],
    ["zh-Hant", "1,234,567", "46%", "4.7%", "2.57 天"],
  ])("in %s", (locale, thousands, large, small, days) => {
    expect(plain(count(1_234_567, speaking(locale)))).toBe(thousands);
    expect(plain(percent(0.4601, speaking(locale)))).toBe(large);
    expect(plain(percent(0.047, speaking(locale)))).toBe(small);
    expect(plain(duration(222_035, speaking(locale)))).toBe(days);
  });

  it.each([
    [[0.46, 0.438, 0.482], "44–48"],
    [[0.047, 0.0335, 0.0656], "3.4–6.6"],
    [[0, 0, 0.0046], "0–0.5"],
    [[1, 0.9613, 1], "96–100"],
    [[0.5, null, null], ""],
  ] as [Parameters<typeof range>[0], string][])("the interval of %j is %s", (estimate, said) => {
    expect(range(estimate, t)).toBe(said);
  });

  it.each([
    [0, "0 s"],
    [0.4, "0.4 s"],
    [59, "59 s"],
    [60, "1 min"],
    [284, "4.73 min"],
    [2035, "33.9 min"],
    [75_000, "20.8 h"],
    [1_404_480, "16.3 d"],
  ])("%d s are %s", (seconds, said) => {
    expect(duration(seconds, t)).toBe(said);
  });
});

describe("figures in words", () => {
  it("says all of a stage and of a touchpoint", () => {
    expect(figuresInWords(SEEN, "stage", t)).toBe(
      "Came in the order of the stages: 1,042 of 1,930; came in only here: 70; " +
        "lost since the stage before: 46% (44–48); " +
        "median time here: 2.57 d (2.06 d–2.95 d)",
    );
    const { n, drop, dwell } = SEEN;
    const share = [0.556, 0.534, 0.578];
    const there = { n, of: 2000, share, decided: 990, waiting: 12, gone: 2_592_000, drop, dwell };
    expect(figuresInWords(there as Numbers, "touchpoint", t)).toContain(
      "Customers: 1,112 of 2,000, 56% (53–58); " +
        "left here, with no event of any kind for 30 d: 46% of 990 (44–48); " +
        "were here last, too late to tell: 12; ",
    );
    expect(figuresInWords({ ...SEEN, waiting: 8, gone: 2_592_000 }, "stage", t)).toContain(
      "lost since the stage before: 46% (44–48); " +
        "active in the last 30 d, and may yet come: 8; ",
    );
  });

  it("says who is at the goal, and that behind it nobody is lost", () => {
    const { n, of, reached } = SEEN;
    const done = [0.2, 0.17, 0.24, 101];
    expect(figuresInWords({ n, of, reached, done, ended: 58 } as Numbers, "stage", t)).toBe(
      "Came in the order of the stages: 1,042 of 1,930; " +
        "goal reached: 101 of all, 20% (17–24); " +
        "ended before, behind the goal, where nobody is lost: 58; " +
        "median time here: – (no rule says which events belong here)",
    );
  });

  it("says why something is missing", () => {
    const { n, of, reached } = SEEN;
    const why = { drop: "first", dwell: "censored" };
    expect(figuresInWords({ n, of, reached, why } as Numbers, "stage", t)).toBe(
      "Came in the order of the stages: 1,042 of 1,930; " +
        "lost since the stage before: – (the first step has none before it); " +
        "median time here: – (no stay here has a known end)",
    );
    expect(figuresInWords(undefined, "stage", t)).toBe("no rule says which events belong here");
    expect(figuresInWords({ n: 0, small: true, why: { n: "no_events" } }, "stage", t)).toBe(
      "no event was observed here",
    );
  });

  it("says why a number has no interval", () => {
    const alone = { ...SEEN, dwell: [300, null, null], why: { dwell: "one_value" } } as Numbers;
    expect(figuresInWords(alone, "stage", t)).toMatch(
      /median time here: 5 min \(one value alone: there is no interval\)$/,
    );
  });

  it("says nothing of a few customers but that they are few", () => {
    const said = figuresInWords({ ...SEEN, n: 4, small: true }, "touchpoint", t);
    expect(said).toBe("fewer than 5 people: not shown");
  });

  it.each(Object.keys(CATALOGUES))("leaves no gap in %s", (locale) => {
    const said = figuresInWords(SEEN, "stage", speaking(locale));
    expect(said).not.toMatch(/[{}]|editor\.|undefined|NaN/);
  });

  it("names the source, and says when it is old", () => {
    const source: Source = {
      kind: "log",
      source: "Web",
      collector: "Ann",
      n: 2000,
      date: "2026-03-01",
    };
    const [fresh, late] = [Date.parse("2026-05-30"), Date.parse("2026-05-31")];
    expect(isOld(source, fresh)).toBe(false);
    expect(isOld(source, late)).toBe(true);
    expect(origin(source, t, fresh)).toBe("Web · Ann · n 2,000 · Mar 1, 2026");
    expect(origin(source, t, late)).toMatch(/ · older than 90 days$/);
    const bare = { ...source, source: "", collector: "", date: "" };
    expect(origin(bare, t, late)).toBe("Event log · n 2,000");
    expect(isOld(bare, late)).toBe(false);
  });
});

describe("what is felt", () => {
  const touchpoint = (fields: Rec["fields"]): Rec => ({
    id: "pay",
    kind: "Touchpoint",
    parent: "buy",
    slot: "touchpoints",
    fields,
    children: {},
  });

  it("is what data say now, then what the file keeps, then what is assumed", () => {
    const felt: [string, number, number, number, number][] = [["anna", -1, -1.2, -0.8, 40]];
    const kept = { anna: { value: 1, n: 9 }, "": { value: 0.5 } };
    const pay = touchpoint({ emotion: 2, measured: kept });
    expect(pointOf(pay, "anna", felt)).toEqual({
      value: -1,
      measured: true,
      n: 40,
      low: -1.2,
      high: -0.8,
      live: true,
    });
    expect(pointOf(pay, "anna")).toMatchObject({ value: 1, live: false });
    expect(pointOf(pay, "viktor", felt)?.value).toBe(0.5);
    const alike = pointOf(pay, "anna", [["anna", -1, null, null, 9, "no_spread"]]);
    expect([alike?.low, alike?.high, alike?.why]).toEqual([null, null, "no_spread"]);
    expect(pointOf(pay, "viktor", [...felt, ["", 0, -1, 1, 80]])?.value).toBe(0);
    expect(pointOf(pay, "anna", [["", 0, -1, 1, 80]])?.value).toBe(1);
    expect(pointOf(touchpoint({ emotion: 2 }), "anna")?.measured).toBe(false);
    expect(assumedOf(pay, "anna")).toBe(2);
    expect(assumedOf(touchpoint({}), "anna")).toBe(null);
  });
});

describe("the journey in words", () => {
  const doc = {
    id: "map",
    lanes: [
      { id: "feel", shows: "emotion" },
      { id: "proof", shows: "evidence" },
    ],
    stages: [{ id: "buy", name: "Buy", touchpoints: [{ id: "pay", name: "Pay", emotion: 1 }] }],
  };
  const nodes = new Map<string, Numbers>([
    ["buy", SEEN],
    ["pay", { ...SEEN, level: "triangulated", felt: [["", -1, -1.2, -0.8, 40]] }],
  ]);

  it("has what was observed, first", () => {
    const { parts } = inDescription(new Store(flatten(doc)), "map", t, nodes, "Observed");
    expect(parts[0]?.lines[0]).toMatch(/^Observed: Came in .*lost since the stage/);
    expect(parts[0]?.parts[0]?.lines[0]).toMatch(/^Observed: .*left here/);
    expect(parts[0]?.parts[0]?.lines[1]).toBe("Feeling, Everyone: negative (−1, measured, n 40)");
    expect(parts[0]?.parts[0]?.lines[2]).toBe("Evidence: triangulated, n 1,112");
  });

  it("says when they are of some customers alone", () => {
    const name = `${t("editor.figures.observed")} · ${t("editor.figures.filtered")}`;
    const { parts } = inDescription(new Store(flatten(doc)), "map", t, nodes, name);
    expect(parts[0]?.lines[0]).toMatch(
      /^Observed · filtered: Came in the order of the stages: 1,042 of 1,930; /,
    );
  });

  it("has nothing of customers without a log", () => {
    const { parts } = inDescription(new Store(flatten(doc)), "map", t);
    expect(JSON.stringify(parts)).not.toContain("Observed");
  });
});
