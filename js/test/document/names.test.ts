/** Ids that every object has already: `constructor`, `__proto__` and their like are ids as others. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { Draft } from "../../src/document/draft";
import { duplicate, moveNode, removeNode, setEntry, setField } from "../../src/document/edits";
import type { Numbers } from "../../src/document/figures";
import { merged, touched } from "../../src/document/keyed";
import { own } from "../../src/document/own";
import { assumedOf, pointOf } from "../../src/document/points";
import { flatten, nest, type Rec, type Records } from "../../src/document/records";
import { apply, invert } from "../../src/document/reducer";
import { NODES } from "../../src/document/schema.generated";
import { isKeyed } from "../../src/document/shapes";
import { Store } from "../../src/document/store";
import { filled } from "../../src/document/texts";
import type { Change, Json, NodeJson } from "../../src/document/types";
import { describe as inDescription } from "../../src/editor/description/describe";
import { findAll } from "../../src/editor/find/search";
import { columns } from "../../src/layout/layout";
import { gridRows, rectOf } from "../../src/layout/range";
import { Session } from "../../src/session/session";
import { unsaved } from "../../src/session/unsaved";
import { type MapTable, textAt } from "../../src/tables/content";
import { copyTable } from "../../src/tables/copy-table";
import { planPaste } from "../../src/tables/paste";
import { Kernel } from "../kernel";

/** As many as there are kinds of nodes. */
const NAMES = Object.getOwnPropertyNames(Object.prototype).sort();
type Ids = Record<(typeof NODES)[number], string>;

/** Values by id, as a message brings them: an entry `__proto__` is one. */
const by = (...entries: [string, Json][]): Json => Object.fromEntries(entries);

/** A map with a node of every kind; each turn calls them otherwise, so that each gets each name. */
function mapOf(turn: number): [NodeJson, Ids] {
  const ids = Object.fromEntries(
    NODES.map((kind, at) => [kind, NAMES[(at + turn) % NAMES.length] as string]),
  ) as Ids;
  const cards = (end: string) => ({
    goals: [{ id: `goal${end}`, text: "Sleep" }],
    pains: [{ id: `pain${end}`, text: "Slow", goal: `goal${end}` }],
  });
  const doc: NodeJson = {
    id: ids.JourneyMap,
    title: "Shop",
    personas: [
      { id: ids.Persona, name: "Anna", answers: by([ids.Lane, "Price"]) },
      { id: "viktor", name: "Viktor" },
    ],
    lanes: [
      { id: "feeling", shows: "emotion" },
      { id: ids.Lane, title: "Weather" },
      { id: "other", title: "Mood" },
      { id: "pains", shows: "pains" },
    ],
    stages: [
      {
        id: ids.Stage,
        name: "Ask",
        touchpoints: [
          {
            id: ids.Touchpoint,
            name: "Search",
            channel: ids.Persona,
            goals: [{ id: ids.Goal, text: "Sleep" }],
            emotion: -1,
            emotions: by([ids.Persona, 2]),
            pains: [{ id: ids.Pain, text: "Slow", goal: ids.Goal }],
            opportunities: [{ id: ids.Opportunity, text: "Bot", pain: ids.Pain }],
            kpis: [{ id: ids.Kpi, name: "Time" }],
            texts: by([ids.Lane, "Rain"]),
            evidence: [{ id: ids.Evidence, n: 3 }],
            comments: [{ id: ids.Comment, text: "Why?" }],
          },
          { id: "chat", name: "Chat", emotion: 0, ...cards("2") },
        ],
      },
      { id: "buy", name: "Buy" },
    ],
    links: [{ id: ids.Link, source: ids.Touchpoint, target: "chat" }],
  };
  return [doc, ids];
}

/** All entries in the order of their names; what a prototype holds is none. */
function text(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(text).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, held]) => `${name}: ${text(held)}`).join(", ")}}`;
}
const t = (key: string) => key;

let doc: NodeJson;
let ids: Ids;
let store: Store;
let grid: MapTable;

function open(records: Records = flatten(doc)): void {
  store = new Store(records);
  const cols = columns(store, ids.JourneyMap);
  const rows = gridRows(store, ids.JourneyMap);
  grid = { store, root: ids.JourneyMap, rows, cols, persona: ids.Persona, words: t };
}
const at = (id: string) => store.peek(id) as Rec;
const lane = (id: string) => grid.rows.find((each) => each.id === id) as MapTable["rows"][number];
const show = (changes: Change[]) => open(apply(store.records, changes));

describe.each(NAMES.map((_, turn) => turn))("names of Object.prototype as ids, turn %i", (turn) => {
  beforeEach(() => {
    [doc, ids] = mapOf(turn);
    open();
  });

  it("make a table and a document of it again", () => {
    expect(store.records.size).toBe(NODES.length + 8);
    expect(text(nest(store.records, ids.JourneyMap))).toBe(text(doc));
  });

  it("say what was said of them, and nothing of what was not", () => {
    expect(textAt(grid, lane(ids.Lane), 0)).toBe("Rain");
    expect(textAt(grid, lane("other"), 0)).toBe("");
    expect(textAt(grid, lane(ids.Lane), 1)).toBe("");
    expect(textAt(grid, lane("feeling"), 0)).toBe("2");
    expect(pointOf(at("chat"), ids.Persona)?.value).toBe(0);
    expect(assumedOf(at("chat"), ids.Persona)).toBe(0);
    expect(pointOf(at(ids.Touchpoint), "viktor")?.value).toBe(-1);
    expect(findAll(grid, "rain").map(({ node }) => node)).toEqual([ids.Touchpoint]);
    expect(findAll(grid, "native code")).toEqual([]);
    expect(copyTable(grid, { top: 0, bottom: 5, left: 0, right: 2 }).map((row) => row[0])).toEqual([
      "Ask",
      "Search",
      "2",
      "Rain",
      "",
      "Slow",
    ]);
  });

  it("are described, with what was observed there", () => {
    const seen: Numbers = { n: 40, level: "quantitative", felt: [[ids.Persona, -2, -2, -1, 9]] };
    const nodes = new Map([[ids.Touchpoint, seen]]);
    const said = text(inDescription(store, ids.JourneyMap, t, nodes, "Seen"));
    expect(said).toContain("Weather: Rain");
    expect(said).toContain("lane.emotion, Anna");
    expect(said).not.toMatch(/native|\[object|NaN|undefined/);
    expect(text(inDescription(store, ids.JourneyMap, t))).not.toMatch(
      /native|\[object|NaN|undefined/,
    );
  });

  it("take edits and give them back", () => {
    const kernel = new Kernel(structuredClone(doc));
    const session = new Session(kernel);
    session.start();
    const { records } = session.store;
    const rec = (id: string) => session.store.peek(id) as Rec;
    const edits = [
      setEntry(rec(ids.Touchpoint), "texts", ids.Lane, "Snow"),
      setEntry(rec("chat"), "texts", ids.Lane, "Sun"),
      setEntry(rec("chat"), "emotions", ids.Persona, 1),
      setEntry(rec(ids.Touchpoint), "emotions", ids.Persona, null),
      setEntry(rec(ids.Persona), "answers", ids.Lane, "Time"),
      setField(rec(ids.Pain), "text", "Dull"),
      setField(rec(ids.Persona), "name", "Ann"),
    ].flat();
    session.edit(edits, "edited");
    expect(session.notice.value).toBeNull();
    expect(text(nest(session.store.records, ids.JourneyMap))).toBe(text(kernel.doc));
    store = session.store;
    expect(text(at("chat").fields.texts)).toBe(text(by([ids.Lane, "Sun"])));
    expect(assumedOf(at("chat"), ids.Persona)).toBe(1);
    expect(assumedOf(at(ids.Touchpoint), ids.Persona)).toBe(-1);
    session.edit([...edits].reverse().map(invert), "undone");
    expect(text(nest(store.records, ids.JourneyMap))).toBe(text(nest(records, ids.JourneyMap)));
    session.edit(moveNode(store, ids.Touchpoint, "buy", 0), "moved");
    session.edit(removeNode(store, ids.Stage), "removed");
    session.edit(removeNode(store, ids.Persona), "removed");
    expect(at("buy").children.touchpoints).toEqual([ids.Touchpoint]);
    expect(text(nest(store.records, ids.JourneyMap))).toBe(text(kernel.doc));
    session.edit(removeNode(store, ids.Touchpoint), "removed");
    expect(store.peek(ids.Pain)).toBeUndefined();
  });

  it("keep what others set meanwhile, and tell what was overwritten", () => {
    const kernel = new Kernel(structuredClone(doc));
    const session = new Session(kernel);
    session.start();
    kernel.answering = false;
    const rec = session.store.peek(ids.Touchpoint) as Rec;
    session.edit(setEntry(rec, "texts", ids.Lane, "Mine"), "", "Mine");
    kernel.commit(setEntry(rec, "texts", "other", "Theirs"));
    expect(text(session.store.peek(ids.Touchpoint)?.fields.texts)).toBe(
      text(by([ids.Lane, "Mine"], ["other", "Theirs"])),
    );
    const theirs = flatten(kernel.doc).get(ids.Touchpoint) as Rec;
    kernel.commit(setEntry(theirs, "texts", ids.Lane, "Hail"));
    const edit = kernel.sent.findLast((message) => message.type === "edit");
    const from = by([ids.Lane, "Hail"], ["other", "Theirs"]);
    const to = by([ids.Lane, "Mine"], ["other", "Theirs"]);
    const made: Change = { kind: "updated", id: ids.Touchpoint, fields: { texts: [from, to] } };
    kernel.commit([made], [edit?.type === "edit" ? edit.cid : ""]);
    expect(session.notice.value).toMatchObject({ kind: "overwrote", draft: "Hail" });
    session.edit(session.notice.value?.revert ?? [], "put back");
    expect(text(session.store.peek(ids.Touchpoint)?.fields.texts)).toBe(text(from));
  });

  it("are among what is left to do, or are not", () => {
    const changes = [
      ...setEntry(at("chat"), "texts", ids.Lane, "Sun"),
      ...setEntry(at(ids.Touchpoint), "emotions", ids.Persona, 1),
    ];
    const edit = { label: "", draft: "", changes };
    const left = unsaved(store.records, [edit]).flatMap((each) => each.changes);
    const shown = (made: Change[]) => text(nest(apply(store.records, made), ids.JourneyMap));
    expect(shown(left)).toBe(shown(changes));
    expect(unsaved(apply(store.records, changes), [edit])).toEqual([]);
  });

  it("are copied, pasted and duplicated", () => {
    const plan = planPaste(grid, [["Wind", "Fog"]], grid.rows.indexOf(lane(ids.Lane)), 0);
    expect(plan.refused).toBeNull();
    const felt = planPaste(grid, [["1", "2"]], grid.rows.indexOf(lane("feeling")), 0);
    const draft = new Draft(store);
    draft.setEntry("chat", "texts", ids.Lane, "Fog");
    expect(text(draft.get("chat", "texts"))).toBe(text(by([ids.Lane, "Fog"])));
    const [copied, copy] = duplicate(store, ids.Stage) as [Change[], string];
    show([...plan.changes, ...felt.changes, ...copied]);
    expect([0, 1].map((col) => textAt(grid, lane(ids.Lane), col))).toEqual(["Wind", "Fog"]);
    expect([0, 1].map((col) => textAt(grid, lane("feeling"), col))).toEqual(["1", "2"]);
    const [search] = nest(store.records, copy).touchpoints as NodeJson[];
    const { texts, emotions, pains, goals, opportunities } = search as Record<string, Json>;
    expect(text(texts)).toBe(text(by([ids.Lane, "Rain"])));
    expect(text(emotions)).toBe(text(by([ids.Persona, 2])));
    const idOf = (list: Json | undefined) => (list as NodeJson[])[0]?.id;
    expect((pains as NodeJson[])[0]?.goal).toBe(idOf(goals));
    expect((opportunities as NodeJson[])[0]?.pain).toBe(idOf(pains));
    expect(NAMES).not.toContain(idOf(pains));
  });
});

describe("a look-up by a name that every object has", () => {
  it.each(NAMES)("%s", (name) => {
    expect(own({}, name)).toBeUndefined();
    expect(own(undefined, name)).toBeUndefined();
    expect(own(by([name, 7]) as { [key: string]: Json }, name)).toBe(7);
    expect(isKeyed(name)).toBe(false);
    expect(filled({}, name)).toBe(name);
    expect(filled({ said: `{${name}}` }, "said")).toBe("");
    expect(touched({}, by([name, null]))).toEqual([]);
    expect(touched({}, by([name, "a"]))).toEqual([name]);
    expect(text(merged(by(["a", 1]), {}, by([name, { b: 2 }])))).toBe(
      text(by(["a", 1], [name, { b: 2 }])),
    );
    expect(text(merged(by(["a", 1], [name, 2]), by([name, 2]), {}))).toBe(text({ a: 1 }));
  });
});

/** Forms that find what a prototype holds; names in capitals are tables and words of our own. */
const UNGUARDED = [
  /\bas (unknown as )?(Record<[^>]*>|\{ \[[^}]*\}|Fields|Entries)\)\[/,
  /(?<![\w"'])[a-z]\w*(\.\w+)*\)? in [a-zA-Z_]/,
  /[a-z)](\?\.)?\[([^\]]*\.)?(id|key|lane|persona|entry|question|node|touchpoint|stage)\]/,
];

it("no look-up by such a name goes around the guard", () => {
  const folder = join(import.meta.dirname, "../../src");
  const code = (path: string) =>
    readFileSync(join(folder, path), "utf8").replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g, "");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    /(?<!own)\.tsx?$/.test(path),
  );
  expect(files.length).toBeGreaterThan(100);
  const found = files.flatMap((path) =>
    code(path)
      .split("\n")
      .filter((line) => UNGUARDED.some((form) => form.test(line)))
      .map((line) => `${path}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});

describe("lanes that are called as the rows above them", () => {
  const names = ["stage", "touchpoint", "observed-stage", "observed-touchpoint", "observed", "x"];
  const doc: NodeJson = {
    id: "map",
    lanes: names.map((id) => ({ id, title: id })),
    stages: [{ id: "ask", name: "Ask", touchpoints: [{ id: "chat", name: "Chat" }] }],
  };

  it("have rows of their own, in which what is found stands and what is pasted lands", () => {
    const store = new Store(flatten(doc));
    const rows = gridRows(store, "map");
    const taken = [...rows.map(({ row }) => row), "observed-stage", "observed-touchpoint"];
    expect(new Set(taken).size).toBe(names.length + 4);
    expect(rows.slice(2).map(({ id }) => id)).toEqual(names);
    const grid: MapTable = {
      store,
      root: "map",
      rows,
      cols: columns(store, "map"),
      persona: "",
      words: String,
    };
    const table = names.map((name) => [`in ${name}`]);
    const now = new Store(apply(store.records, planPaste(grid, table, 2, 0).changes));
    expect(now.peek("chat")?.fields.texts).toEqual(
      Object.fromEntries(names.map((name) => [name, `in ${name}`])),
    );
    expect(now.peek("ask")?.fields.name).toBe("Ask");
    const pasted = { ...grid, store: now };
    const hits = findAll(pasted, "in observed-stage");
    expect(hits.map((hit) => "row" in hit && hit.row)).toEqual(["observed-stage:"]);
    for (const { row } of rows.slice(2)) {
      const corner = { row, node: "chat" };
      const rect = rectOf({ anchor: corner, head: corner }, rows, grid.cols);
      expect(rows[rect?.top ?? -1]?.row).toBe(row);
      expect(rect?.top).toBeGreaterThan(1);
    }
  });
});
