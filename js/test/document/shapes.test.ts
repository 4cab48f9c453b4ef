/** A rule that looks like a node is none: what a field holds, its kind says. */
import { describe, expect, it } from "vitest";
import { copyOf } from "../../src/document/copy";
import { duplicate, moveNode, removeNode, setEntry, setField } from "../../src/document/edits";
import { flatten, nest, type Rec } from "../../src/document/records";
import { apply, invert } from "../../src/document/reducer";
import { withRuleTexts } from "../../src/document/rules";
import type { Store } from "../../src/document/store";
import type { Change, Id, Json, NodeJson } from "../../src/document/types";
import { Session } from "../../src/session/session";
import { Kernel } from "../kernel";
import { numbers } from "../random";

/** Rules as the kernel writes them, among them those that look like nodes of this very map. */
const RULES: Json[] = [
  { id: "map" },
  { id: "search", name: "Search" },
  { id: ["map", { pattern: "^7", flags: 2 }], event: "pay*" },
  { id: "x", stages: ["ask"], comments: "c", parent: "map" },
  { id: "map", since: "2026-01-01", until: "2026-02-01" },
  { pattern: "^help" },
  { function: "mine" },
  " two\nlines ",
];

const MAP: NodeJson = {
  id: "map",
  lanes: [],
  stages: [
    {
      id: "ask",
      goals: [{ id: "goal", text: "Sleep" }],
      pains: [{ id: "pain", goal: "goal", evidence: [{ id: "proof", n: 3 }] }],
      match: RULES.slice(0, 2),
      touchpoints: [
        { id: "search", texts: { id: "map" }, match: [...RULES, "cart"] },
        { id: "chat", match: [{ id: "map" }] },
      ],
    },
    { id: "buy", touchpoints: [{ id: "pay", match: [{ id: "buy", touchpoints: "7" }] }] },
  ],
};

const python = (match: Json | undefined) =>
  ((match ?? []) as Json[]).filter((rule) => typeof rule !== "string" || rule.includes("\n"));

describe("a rule over a column that is called id", () => {
  it("is no node: the table holds the nodes of the map only", () => {
    const records = flatten(MAP);
    expect([...records.keys()].sort()).toEqual(
      ["ask", "buy", "chat", "goal", "map", "pain", "pay", "proof", "search"].sort(),
    );
    expect(nest(records, "map")).toEqual(MAP);
  });

  it("is the same rule in a copy, whose nodes have ids of their own", () => {
    const stage = (MAP.stages as NodeJson[])[0] as NodeJson;
    const copy = copyOf(stage, "Stage");
    const blank = (node: Json) =>
      JSON.stringify(node, (key, value) => (key === "match" ? value.length : value))
        .replace(/"(id|goal)":"[^"]+"/g, "")
        .replace('"texts":{}', "");
    expect(blank(copy)).toBe(blank(stage));
    expect(copy.match).toEqual(stage.match);
    const [search] = copy.touchpoints as NodeJson[];
    expect(search?.match).toEqual([...RULES, "cart"]);
    const [goal] = copy.goals as NodeJson[];
    const [pain] = copy.pains as NodeJson[];
    expect(pain?.goal).toBe(goal?.id);
    expect(goal?.id).not.toBe("goal");
  });

  it("comes with a node that is added, and goes with it", () => {
    const node = { id: "new", match: RULES };
    const add: Change = { kind: "added", parent: "buy", field: "touchpoints", index: 0, node };
    const records = apply(flatten(MAP), [add]);
    expect(records.get("new")?.fields.match).toEqual(RULES);
    expect(records.size).toBe(flatten(MAP).size + 1);
    expect(nest(apply(records, [invert(add)]), "map")).toEqual(MAP);
  });

  it("a list that such a node does not have takes nothing", () => {
    const node = { id: "new" };
    for (const field of ["match", "constructor", "__proto__", "stages"]) {
      const add: Change = { kind: "added", parent: "buy", field, index: 0, node };
      expect(nest(apply(flatten(MAP), [add]), "map")).toEqual(MAP);
    }
  });
});

it.each([1, 2, 3, 4, 5])("rules survive every edit beside them, and undo (seed %i)", (seed) => {
  const random = numbers(seed);
  const kernel = new Kernel(structuredClone(MAP));
  const session = new Session(kernel);
  session.start();
  const { store } = session;
  const wanted = new Map<Id, Json[]>();
  const withRules = () => [...store.records.values()].filter(({ fields }) => fields.match);
  for (const { id, fields } of withRules()) wanted.set(id, python(fields.match));
  const any = <T>(list: readonly T[]) => list[random(list.length)] as T;
  const done: Change[] = [];
  const edit = (changes: Change[]) => {
    // As the kernel would tell it: a removal with what it removed.
    const told = changes.map((change) =>
      change.kind === "removed" ? { ...change, node: nest(store.records, change.node.id) } : change,
    );
    done.push(...told);
    session.edit(told, "edited");
  };
  for (let step = 0; step < 120; step++) {
    const records = [...store.records.values()];
    const record = any(withRules());
    const beside = any(records.filter(({ id }) => id !== "map"));
    switch (random(6)) {
      case 0: {
        if (records.length > 60) break;
        const made = duplicate(store, beside.id);
        if (!made) break;
        edit(made[0]);
        // The copies stand in the same order below the copy.
        const [from, to] = [below(store, beside.id), below(store, made[1])];
        from.forEach((id, index) => {
          const rules = wanted.get(id);
          if (rules) wanted.set(to[index] as Id, rules);
        });
        break;
      }
      case 1:
        edit(setField(record, "match", withRuleTexts(record.fields.match, [`a${step}`, "b*"])));
        break;
      case 2:
        edit(setField(beside, "name", `Name ${step}`));
        break;
      case 3:
        if (record.slot === "touchpoints") edit(setEntry(record, "texts", "id", `Text ${step}`));
        break;
      case 4: {
        const to = any(records.filter(({ kind }) => kind === "Stage"));
        if (record.slot !== "touchpoints") break;
        const room = (to.children.touchpoints ?? []).filter((id) => id !== record.id).length;
        edit(moveNode(store, record.id, to.id, random(room + 1)));
        break;
      }
      case 5:
        if (records.length > 20 && beside.slot !== "stages") edit(removeNode(store, beside.id));
    }
    for (const [id, rules] of wanted) {
      const now = store.peek(id);
      if (now) expect(python(now.fields.match)).toEqual(rules);
    }
    expect(nest(store.records, "map")).toEqual(kernel.doc);
  }
  expect(session.notice.value).toBeNull();
  expect(done.length).toBeGreaterThan(50);
  session.edit(done.reverse().map(invert), "undone");
  expect(nest(store.records, "map")).toEqual(MAP);
});

function below(store: Store, id: Id): Id[] {
  const { children } = store.peek(id) as Rec;
  return [
    id,
    ...Object.values(children).flatMap((ids) => ids.flatMap((each) => below(store, each))),
  ];
}
