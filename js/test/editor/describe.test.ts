import { describe, expect, it } from "vitest";
import en from "../../../src/cjwidgets/locale/en.json" with { type: "json" };
import { flatten } from "../../src/document/records";
import { Store } from "../../src/document/store";
import type { NodeJson } from "../../src/document/types";
import { describe as inWords } from "../../src/editor/description/describe";
import { readable } from "../../src/session/readable";
import type { Edit } from "../../src/session/unsaved";
import { MAP } from "../kernel";

const texts = en as Record<string, string>;
const t = (key: string, values: Record<string, string | number> = {}) =>
  (texts[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
const words = (doc: NodeJson) => inWords(new Store(flatten(doc)), doc.id, t);

describe("the journey in words", () => {
  it("counts, names the personas and the lowest point", () => {
    const doc = structuredClone(MAP);
    Object.assign((doc.stages as NodeJson[])[1] as object, {
      touchpoints: [{ id: "cart", name: "Cart", emotions: { anna: -2 } }],
    });
    expect(words(doc).summary).toBe(
      "Journey map: Shop. Stages: 3. Touchpoints: 3. Personas: Anna. " +
        "Lowest point: Cart, Anna, very negative (−2, assumed).",
    );
  });

  it("tells every lane's content, in the order of the lanes, in words", () => {
    const { parts } = words({
      id: "map",
      lanes: [
        { id: "own", title: "Weather" },
        { id: "feel", shows: "emotion" },
        { id: "doing", shows: "actions" },
        { id: "hurts", shows: "pains", span: "stage" },
        { id: "moment", shows: "moment_of_truth" },
        { id: "proof", shows: "evidence" },
        { id: "gone", shows: "thoughts", hidden: true },
      ],
      stages: [
        {
          id: "ask",
          name: "Ask",
          goals: [{ id: "g", text: "Sleep" }],
          pains: [
            { id: "p1", text: "Slow" },
            { id: "p2", text: "Dear" },
          ],
          touchpoints: [
            {
              id: "chat",
              name: "Chat",
              actions: "Asks",
              thoughts: "Unseen",
              moment_of_truth: "magic",
              texts: { own: "Rain" },
              measured: { "": { value: 1, n: 12 } },
              evidence: [{ id: "e", level: "quantitative", n: 12, source: "survey" }],
            },
          ],
        },
      ],
    });
    expect(parts[0]?.title).toBe("Stage 1 of 1: Ask");
    expect(parts[0]?.lines).toEqual(["Goals: Sleep", "Pains: Slow; Dear"]);
    expect(parts[0]?.parts[0]?.lines).toEqual([
      "Weather: Rain",
      "Feeling, Everyone: positive (1, measured, n 12)",
      "Doing: Asks",
      "Moment of truth: Magic moment",
      "Evidence: quantitative, n 12, survey",
    ]);
  });

  it("tells loops, skips and branches, collapsed stages, and what the second curve shows", () => {
    const { parts } = words({
      id: "map",
      lanes: [{ id: "feel", shows: "emotion", second: "target" }],
      links: [
        { id: "1", source: "pay", target: "find", kind: "loop", text: "card refused" },
        { id: "2", source: "find", target: "pay", kind: "skip" },
        { id: "3", source: "find", target: "try" },
        { id: "4", source: "find", target: "gone" },
      ],
      stages: [
        {
          id: "ask",
          name: "Ask",
          collapsed: true,
          touchpoints: [
            { id: "find", name: "Search", emotion: -1, target: 1.5, engagement: 4 },
            { id: "try", name: "Trial", engagement: 4 },
          ],
        },
        { id: "buy", name: "Buy", collapsed: true, touchpoints: [{ id: "pay", name: "Pay" }] },
        { id: "use", name: "Use", collapsed: true },
      ],
    });
    const collapsed = "Collapsed: the map shows one column that sums it up";
    expect(parts.map(({ lines }) => lines)).toEqual([[collapsed], [collapsed], []]);
    expect(parts[0]?.parts.map(({ lines }) => lines)).toEqual([
      [
        "Feeling, Everyone: negative (−1, assumed)",
        "Feeling, aimed at: very positive (1.5)",
        "Skips ahead to Pay",
        "Branches to Trial",
      ],
      [],
    ]);
    expect(parts[1]?.parts[0]?.lines).toEqual(["Loops back to Search: card refused"]);
    const engaged = words({
      id: "map",
      lanes: [{ id: "feel", shows: "emotion", second: "engagement" }],
      stages: [{ id: "s", touchpoints: [{ id: "t", engagement: 4 }] }],
    });
    expect(engaged.parts[0]?.parts[0]?.lines).toEqual(["Feeling, engagement: 4/5"]);
  });

  it("copes with an empty map and nodes without names", () => {
    expect(words({ id: "map" })).toEqual({
      summary: "Journey map: Untitled map. Stages: 0. Touchpoints: 0.",
      parts: [],
    });
    const { parts } = words({ id: "map", stages: [{ id: "s", touchpoints: [{ id: "t" }] }] });
    expect(parts[0]?.parts[0]?.title).toBe("Touchpoint: Untitled touchpoint");
  });
});

it("edits are told to people and to Python", () => {
  const records = flatten({ ...MAP, lanes: [{ id: "own", title: "Weather" }] });
  const edits: Edit[] = [
    {
      label: "",
      draft: "",
      changes: [
        { kind: "updated", id: "ask", fields: { name: ["Ask", "Aware"] } },
        {
          kind: "updated",
          id: "chat",
          fields: { texts: [null, { own: "Rain" }], actions: ["x", null] },
        },
        {
          kind: "added",
          parent: "chat",
          field: "pains",
          index: 0,
          node: { id: "p", text: "Slow" },
        },
        {
          kind: "removed",
          parent: "map",
          field: "stages",
          index: 1,
          node: { id: "buy" },
        },
        {
          kind: "moved",
          id: "use",
          from: ["map", "stages", 2],
          to: ["map", "stages", 0],
        },
      ],
    },
  ];
  const [people, python] = readable(records, edits, t).split("\n\n");
  expect(people?.split("\n")).toEqual([
    "Ask · name: Aware",
    "Chat · Weather: Rain",
    "Chat · Doing: –",
    "Added: Slow",
    "Deleted: Buy",
    "Moved Use",
  ]);
  expect(JSON.parse(python ?? "")).toEqual(edits[0]?.changes);
});
