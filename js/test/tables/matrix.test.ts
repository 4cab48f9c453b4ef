import { describe, expect, it } from "vitest";
import { flatten, nest } from "../../src/document/records";
import { apply } from "../../src/document/reducer";
import { Store } from "../../src/document/store";
import type { NodeJson } from "../../src/document/types";
import { laneNamed } from "../../src/tables/headwords";
import { planMap } from "../../src/tables/matrix";

const EMPTY: NodeJson = {
  id: "map",
  lanes: [
    { id: "lane-actions", shows: "actions" },
    { id: "lane-thoughts", shows: "thoughts" },
    { id: "lane-emotion", shows: "emotion" },
    { id: "lane-pains", shows: "pains", span: "stage" },
  ],
};

/** The map without its ids, for reading. */
// biome-ignore lint/suspicious/noExplicitAny: a document is any JSON
function built(table: (string | null)[][]): any {
  const store = new Store(flatten(structuredClone(EMPTY)));
  const { changes } = planMap(store, "map", table, (key) =>
    key === "emotion.words" ? "awful|bad|so-so|good|great" : key,
  );
  return nest(apply(store.records, changes), "map");
}
const bare = (node: NodeJson): unknown =>
  JSON.parse(JSON.stringify(node, (key, value) => (key === "id" ? undefined : value)));
const shows = (map: { lanes: NodeJson[] }) =>
  map.lanes.map(({ shows: kind, title }) => (title ? `${kind}: ${title}` : kind));

describe("a table becomes a map", () => {
  it("stages across, touchpoints below, lanes by their first column", () => {
    const map = built([
      ["Stage", "Ask", null, "Buy"],
      ["Touchpoint", "Search", "Chat", "Cart"],
      ["Emotion", "1", "-2", "good"],
      ["What customers do", "Types", "Asks", ""],
      ["Pain points", "Slow\nAds", "", "Dear"],
      ["Screens", "Home", "Bot", ""],
    ]);
    expect(shows(map)).toEqual([
      "emotion: Emotion",
      "actions: What customers do",
      "pains: Pain points",
      "text: Screens",
      "thoughts",
    ]);
    expect(map.stages.map(({ name }: NodeJson) => name)).toEqual(["Ask", "Buy"]);
    const own = map.lanes[3].id;
    expect(bare(map.stages[0])).toEqual({
      name: "Ask",
      pains: [{ text: "Slow" }, { text: "Ads" }],
      touchpoints: [
        { name: "Search", emotion: 1, actions: "Types", texts: { [own]: "Home" } },
        { name: "Chat", emotion: -2, actions: "Asks", texts: { [own]: "Bot" } },
      ],
    });
    expect(map.stages[1].touchpoints[0].emotion).toBe(1);
  });

  it("repeated names are one stage; the line above is the title", () => {
    const map = built([
      ["Mattress", "", ""],
      ["", "Ask", "Ask"],
      ["", "A", "B"],
      ["Goals", "Sleep", "Save"],
    ]);
    expect(map.title).toBe("Mattress");
    expect(map.stages).toHaveLength(1);
    expect(map.stages[0].touchpoints).toMatchObject([
      { name: "A", goals: [{ text: "Sleep" }] },
      { name: "B", goals: [{ text: "Save" }] },
    ]);
  });

  it("merged cells are those of stages; what is only blank is not, but for cards", () => {
    const head = [
      ["", "Ask", null, "Buy"],
      ["", "A", "B", "C"],
    ];
    const map = built([...head, ["Team", "One", null, "Two"], ["Pains", "Slow", "", "Dear"]]);
    expect(map.lanes.slice(0, 2).map(({ span }: NodeJson) => span)).toMatchObject([
      "stage",
      "stage",
    ]);
    expect(map.stages[0]).toMatchObject({ texts: { [map.lanes[0].id]: "One" } });
    expect(built([...head, ["Team", "One", "", "Two"]]).lanes[0].span).toBeUndefined();
  });

  it("without lane names it is stages and touchpoints", () => {
    const map = built([
      ["Ask", "Buy"],
      ["Search", "Cart"],
    ]);
    expect(map.stages).toMatchObject([
      { name: "Ask", touchpoints: [{ name: "Search" }] },
      { name: "Buy", touchpoints: [{ name: "Cart" }] },
    ]);
    expect(built([["Ask", "Buy", "Use"]]).stages).toHaveLength(3);
  });

  it("without a row of touchpoints each column is one", () => {
    const map = built([
      ["", "Ask", "Buy"],
      ["Quotes", "Is it me?", ""],
    ]);
    expect(map.stages[0].touchpoints).toMatchObject([{ name: "Ask", thoughts: "Is it me?" }]);
  });

  it("a scale that the numbers ask for becomes the map's", () => {
    expect(
      built([
        ["", "A", "B"],
        ["Emotion", "4", "5"],
      ]).scale,
    ).toEqual({ low: 1, high: 5 });
    expect(
      built([
        ["", "A", "B"],
        ["Emotion", "1", "-2"],
      ]).scale,
    ).toBeUndefined();
  });

  it("what does not fit the lane it names keeps its text", () => {
    const map = built([
      ["", "A"],
      ["Emotion", "furious"],
      ["Doing", "x"],
      ["Actions", "y"],
    ]);
    expect(shows(map).slice(0, 3)).toEqual(["text: Emotion", "actions: Doing", "text: Actions"]);
    const [emotion, , actions] = map.lanes;
    expect(map.stages[0].touchpoints[0].texts).toEqual({
      [emotion.id]: "furious",
      [actions.id]: "y",
    });
  });
});

it.each([
  ["Customer emotions", "emotion"],
  ["Эмоции клиента", "emotion"],
  ["情绪曲线", "emotion"],
  ["Боли и барьеры", "pains"],
  ["痛点", "pains"],
  ["Возможности", "opportunities"],
  ["机会点", "opportunities"],
  ["Что делает клиент", "actions"],
  ["用户行为", "actions"],
  ["Мысли", "thoughts"],
  ["Цели", "goals"],
  ["Каналы", "channel"],
  ["渠道", "channel"],
  ["Backstage actions", "backstage"],
  ["KPIs", "kpis"],
  ["Anything", "text"],
])("a lane named %s shows %s", (name, kind) => {
  expect(laneNamed(name)).toBe(kind);
});
