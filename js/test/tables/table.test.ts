import { describe, expect, it } from "vitest";
import { duplicate, placeCard } from "../../src/document/edits";
import { flatten, nest } from "../../src/document/records";
import { apply } from "../../src/document/reducer";
import { Store } from "../../src/document/store";
import type { Change, NodeJson } from "../../src/document/types";
import { findAll } from "../../src/editor/find/search";
import { columns } from "../../src/layout/layout";
import { gridRows, rectOf } from "../../src/layout/range";
import { planClear } from "../../src/tables/clear";
import type { MapTable } from "../../src/tables/content";
import { copyTable } from "../../src/tables/copy-table";
import { parseTsv } from "../../src/tables/parse-tsv";
import { planPaste, spread } from "../../src/tables/paste";
import { formatHtml, formatTsv, tooLarge } from "../../src/tables/table";

const WORDS: Record<string, string> = {
  "editor.new_touchpoint": "New touchpoint",
  "editor.new_stage": "New stage",
  "emotion.words": "awful|bad|so-so|good|great",
  "moment.magic": "Magic moment",
  "level.qualitative": "qualitative",
};

const DOC: NodeJson = {
  id: "map",
  lanes: [
    { id: "doing", shows: "actions" },
    { id: "feeling", shows: "emotion" },
    { id: "pains", shows: "pains", span: "stage" },
    { id: "own", shows: "text", title: "Notes" },
    { id: "proof", shows: "evidence" },
    { id: "moment", shows: "moment_of_truth" },
  ],
  stages: [
    {
      id: "ask",
      name: "Ask",
      pains: [{ id: "p1", text: "Slow", severity: 7 }],
      touchpoints: [
        {
          id: "search",
          name: "Search",
          emotion: 1,
          actions: "Types",
          evidence: [{ id: "e1", level: "qualitative" }],
        },
        { id: "chat", name: "Chat", pains: [{ id: "p2", text: "Nobody\nanswers" }] },
      ],
    },
    { id: "buy", name: "Buy", touchpoints: [{ id: "cart", name: "Cart" }] },
    { id: "use", name: "Use" },
  ],
};

function gridOf(doc: NodeJson): MapTable {
  const store = new Store(flatten(doc));
  const words = (key: string) => WORDS[key] ?? key;
  const [rows, cols] = [gridRows(store, "map"), columns(store, "map")];
  return { store, root: "map", rows, cols, persona: "", words };
}
const grid = () => gridOf(structuredClone(DOC));
const after = ({ store }: MapTable, changes: Change[]) => new Store(apply(store.records, changes));
const row = (now: MapTable, id: string) => now.rows.findIndex((each) => each.id === id);
const paste = (table: string[][], at: string, col: number, now = grid()) => {
  const plan = planPaste(now, table, row(now, at), col);
  return { plan, store: after(now, plan.changes) };
};

describe("tab-separated text", () => {
  it.each([
    [
      "a\tb\nc\td",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "a\tb\r\nc\td\r\n",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    ['"one\ntwo"\tb', [["one\ntwo", "b"]]],
    ['"say ""no"""\tb\n', [['say "no"', "b"]]],
    ['"tab\there"\t"x"', [["tab\there", "x"]]],
    ['"quoted" and on\tb', [['"quoted" and on', "b"]]],
    ['5" disk\t"open', [['5" disk', '"open']]],
    [
      "a\t\n\t",
      [
        ["a", ""],
        ["", ""],
      ],
    ],
    ["退货\tВозврат", [["退货", "Возврат"]]],
  ])("%j is read", (text, table) => {
    expect(parseTsv(text)).toEqual(table);
  });

  it("is read back as it was written", () => {
    const table = [
      ["a\nb", 'c"d', '"e"'],
      ["\tf", "", "g"],
    ];
    expect(parseTsv(formatTsv(table))).toEqual(table);
  });

  it("of more than 200 rows or columns, or a million signs, is too large", () => {
    expect(tooLarge([Array(200).fill("x")])).toBe(false);
    expect(tooLarge([Array(201).fill("x")])).toBe(true);
    expect(tooLarge(Array(201).fill(["x"]))).toBe(true);
    expect(tooLarge([["x".repeat(1_000_001)]])).toBe(true);
  });
});

it("HTML says what is merged, and its texts are only texts", () => {
  const html = formatHtml([
    ["<b>&", null, "1"],
    ["x\ny", "", "=A1"],
  ]);
  expect(html).toContain('<td colspan="2"');
  expect(html).toContain("&lt;b&gt;&amp;");
  expect(html).toContain("<td>1</td>");
  expect(html).toContain('x<br style="mso-data-placement:same-cell">y');
});

describe("a range", () => {
  it("takes in the whole of cells that span", () => {
    const { rows, cols } = grid();
    const of = (a: [string, string], b: [string, string]) =>
      rectOf({ anchor: { row: a[0], node: a[1] }, head: { row: b[0], node: b[1] } }, rows, cols);
    expect(of(["doing", "chat"], ["feeling", "cart"])).toMatchObject({ left: 1, right: 2 });
    expect(of(["doing", "chat"], ["pains", "buy"])).toEqual({
      top: 2,
      bottom: 4,
      left: 0,
      right: 2,
    });
    expect(of(["doing", "chat"], ["gone", "buy"])).toBeNull();
  });

  it("is copied as a table", () => {
    const rect = { top: 0, bottom: 7, left: 0, right: 2 };
    expect(copyTable(grid(), rect)).toEqual([
      ["Ask", null, "Buy"],
      ["Search", "Chat", "Cart"],
      ["Types", "", ""],
      ["1", "", ""],
      ["Slow\nNobody answers", null, ""],
      ["", "", ""],
      ["qualitative", "level.assumption", "level.assumption"],
      ["", "", ""],
    ]);
    expect(copyTable(grid(), { ...rect, top: 0, bottom: 0 })).toEqual([["Ask", "Buy"]]);
  });

  it("is cleared but for heads, evidence and what was measured", () => {
    const now = grid();
    const store = after(now, planClear(now, { top: 0, bottom: 7, left: 0, right: 1 }));
    expect(nest(store.records, "ask")).toEqual({
      id: "ask",
      name: "Ask",
      touchpoints: [
        { id: "search", name: "Search", evidence: [{ id: "e1", level: "qualitative" }] },
        { id: "chat", name: "Chat" },
      ],
    });
  });
});

describe("a paste", () => {
  it("writes texts, names, emotions, cards and choices; one change a node", () => {
    const { plan, store } = paste(
      [
        ["Find", "", "Pay"],
        ["Google", "Bot", "Basket"],
        ["Looks", "Asks", ""],
        ["-1,5", "great", "0"],
        ["Slow site\nNo answer\nAds", "", ""],
        ["note", "", ""],
        ["anything", "", ""],
        ["Magic moment", "", ""],
      ],
      "stage",
      0,
    );
    expect(store.peek("ask")?.fields.name).toBe("Find");
    expect(store.peek("search")?.fields).toEqual({
      name: "Google",
      actions: "Looks",
      emotion: -1.5,
      texts: { own: "note" },
      moment_of_truth: "magic",
    });
    expect(store.peek("chat")?.fields).toMatchObject({ name: "Bot", emotion: 2 });
    expect(store.peek("p1")?.fields).toEqual({ text: "Slow site", severity: 7 });
    expect(store.peek("p2")?.fields.text).toBe("No answer");
    expect(store.peek("ask")?.children.pains).toHaveLength(2);
    expect(plan.changes.filter(({ kind }) => kind === "updated").length).toBe(7);
  });

  it("of what was copied changes nothing", () => {
    const now = grid();
    const rect = { top: 0, bottom: 7, left: 0, right: 3 };
    const table = parseTsv(formatTsv(copyTable(now, rect)));
    expect(planPaste(now, table, 0, 0).changes).toEqual([]);
  });

  it("adds touchpoints where the map ends, and the first of a stage without any", () => {
    const { plan, store } = paste([["a", "b", "c", "d"]], "doing", 2);
    expect(plan.added).toEqual({ stages: 0, touchpoints: 3, lanes: 0 });
    const ids = store.peek("use")?.children.touchpoints ?? [];
    expect(ids.map((id) => store.peek(id)?.fields)).toEqual([
      { name: "New touchpoint", actions: "b" },
      { name: "New touchpoint", actions: "c" },
      { name: "New touchpoint", actions: "d" },
    ]);
  });

  it("of stage names is one a stage; more of them are more stages", () => {
    const { plan, store } = paste([["One", "Two", "Three", "Four"]], "stage", 0);
    const names = store.peek("map")?.children.stages?.map((id) => store.peek(id)?.fields.name);
    expect(names).toEqual(["One", "Two", "Three", "Four"]);
    expect(plan.added.stages).toBe(1);
  });

  it("wider than the map goes on with the stages that the table names", () => {
    const table = [
      ["Use", "Renew", "Renew"],
      ["Bed", "Mail", "Call"],
    ];
    const { plan, store } = paste(table, "stage", 3);
    expect(plan.added).toEqual({ stages: 1, touchpoints: 3, lanes: 0 });
    const last = store.peek("map")?.children.stages?.at(-1) as string;
    expect(nest(store.records, last)).toMatchObject({
      name: "Renew",
      touchpoints: [{ name: "Mail" }, { name: "Call" }],
    });
  });

  it("taller than the map keeps its rows in lanes of their own", () => {
    const { plan, store } = paste([["Magic moment"], ["kept"]], "moment", 0);
    expect(plan.added.lanes).toBe(1);
    const lane = store.peek("map")?.children.lanes?.at(-1) as string;
    expect(store.peek("search")?.fields.texts).toEqual({ [lane]: "kept" });
  });

  it("of one text fills the selection", () => {
    expect(spread([["x"]], { top: 2, bottom: 3, left: 0, right: 1 })).toEqual([
      ["x", "x"],
      ["x", "x"],
    ]);
  });

  it("over a measured emotion is refused as a whole", () => {
    const doc = structuredClone(DOC) as unknown as { stages: { touchpoints: NodeJson[] }[] };
    (doc.stages[0]?.touchpoints[0] as NodeJson).measured = { "": { value: 1, n: 9 } };
    const now = gridOf(doc as unknown as NodeJson);
    const { plan } = paste(
      [
        ["x", "y"],
        ["0", "1"],
      ],
      "doing",
      0,
      now,
    );
    expect(plan).toMatchObject({ refused: "emotion.fixed", changes: [] });
    expect(paste([["x"], ["1"]], "doing", 0, now).plan.refused).toBeNull();
  });
});

it("a copy of a stage has ids of its own, and what points inside points into it", () => {
  const doc = structuredClone(DOC) as { stages?: NodeJson[] } & NodeJson;
  const ask = (doc.stages as NodeJson[])[0] as NodeJson;
  ask.opportunities = [{ id: "o1", text: "Bot", pain: "p1" }];
  ask.comments = [{ id: "c1", text: "Really?" }];
  const now = gridOf(doc);
  const [changes, id] = duplicate(now.store, "ask") as [Change[], string];
  const store = after(now, changes);
  expect(store.peek("map")?.children.stages).toEqual(["ask", id, "buy", "use"]);
  const copy = nest(store.records, id) as NodeJson & Record<string, NodeJson[]>;
  expect(copy.comments).toBeUndefined();
  expect(copy.opportunities?.[0]?.pain).toBe(copy.pains?.[0]?.id);
  expect(copy.touchpoints?.[0]).toMatchObject({ name: "Search", emotion: 1 });
  const ids = JSON.stringify(copy).match(/(?<="id":")[^"]+/g) ?? [];
  expect(ids.length).toBeGreaterThan(4);
  expect(ids.filter((each) => now.store.peek(each))).toEqual([]);
});

describe("a card", () => {
  const cell = ["p1", "p2"];
  const pains = (changes: Change[]) => {
    const { records } = after(grid(), changes);
    return ["ask", "chat", "cart", "buy"].map((id) => records.get(id)?.children.pains ?? []);
  };
  it("goes between the cards of several nodes", () => {
    const { store } = grid();
    expect(pains(placeCard(store, "p2", cell, 0, "ask"))).toEqual([["p2", "p1"], [], [], []]);
    expect(pains(placeCard(store, "p1", cell, 1, "ask"))).toEqual([[], ["p2", "p1"], [], []]);
    expect(pains(placeCard(store, "p1", [], 9, "buy"))).toEqual([[], ["p2"], [], ["p1"]]);
    expect(placeCard(store, "p1", cell, 0, "ask")).toEqual([]);
  });
});

describe("find", () => {
  const found = (query: string) =>
    findAll(grid(), query).map((hit) => ("row" in hit ? `${hit.row}/${hit.node}` : hit.node));
  it("looks into names, texts, cards and lanes, in any case", () => {
    expect(found("SEARCH")).toEqual(["touchpoint/search"]);
    expect(found("s")).toContain("pains/p1");
    expect(found("answers")).toEqual(["pains/p2"]);
    expect(found("note")).toEqual(["own"]);
    expect(found("types")).toEqual(["doing/search"]);
  });
  it("takes signs as signs, and nothing for nothing", () => {
    expect(found(".*")).toEqual([]);
    expect(found("  ")).toEqual([]);
  });
});
