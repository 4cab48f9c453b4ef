import { parse, type Spec, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { expect, test, vi } from "vitest";
import { selectPoints } from "../../src/vega/select-points";
import { listen } from "../../src/vega/selections";

const rows = [
  { stage: 'datum["x"]', channel: "web", n: 9 },
  { stage: "a.b[c]", channel: "web", n: 6 },
  { stage: "", channel: "\u7535\u8bdd", n: 4 },
];

function unit(select: object, more = {}) {
  return {
    mark: "bar",
    encoding: { x: { field: "stage", type: "nominal" }, y: { field: "n", type: "quantitative" } },
    params: [{ name: "pick", select: { type: "point", ...select }, ...more }],
  };
}

async function shown(source: object) {
  const spec = compile({ data: { values: rows }, ...source } as TopLevelSpec).spec as Spec;
  const view = await new View(parse(spec), { renderer: "none" }).runAsync();
  const points = () => (view.signal("pick").vlPoint?.or ?? []) as object[];
  const pick = async (points: Record<string, unknown>[]) => {
    selectPoints(view, spec, "pick", points);
    await view.runAsync();
  };
  return { view, spec, points, pick };
}

test("what is chosen may be added to, taken back and cleared by clicks", async () => {
  const { view, points, pick } = await shown(unit({ fields: ["stage"] }));
  const click = async (stage: string | null, shift = false) => {
    const fields = view.signal("pick_tuple_fields");
    view.signal("pick_toggle", shift);
    view.signal("pick_tuple", stage === null ? null : { unit: "", fields, values: [stage] });
    await view.runAsync();
  };
  await pick([{ stage: 'datum["x"]' }]);
  expect(points()).toEqual([{ stage: 'datum["x"]' }]);
  await click("a.b[c]", true);
  expect(points()).toHaveLength(2);
  await click('datum["x"]', true);
  expect(points()).toEqual([{ stage: "a.b[c]" }]);
  await pick([{ stage: "" }]);
  await click("a.b[c]");
  expect(points()).toEqual([{ stage: "a.b[c]" }]);
  await pick([{ stage: "" }]);
  await click(null);
  expect(points()).toEqual([]);
  await pick([]);
  expect(points()).toEqual([]);
});

test("some of the fields stand for all that have their values", async () => {
  const source = unit({ fields: ["stage", "channel"] });
  const opacity = { condition: { param: "pick", empty: false, value: 1 }, value: 0.2 };
  const { view, points, pick } = await shown({
    ...source,
    encoding: { ...source.encoding, opacity },
  });
  await pick([{ channel: "web" }]);
  expect(points()).toEqual([{ channel: "web" }]);
  expect((await view.toSVG()).match(/opacity="0.2"/g)).toHaveLength(1);
});

test("rows are chosen where a parameter names no field, in one part of many", async () => {
  const { view, spec, pick } = await shown({ hconcat: [{ ...unit({}), params: [] }, unit({})] });
  expect(spec.signals?.map((each) => each.name)).not.toContain("pick_tuple");
  await pick([{ stage: "a.b[c]" }]);
  const source = { params: [{ name: "pick", select: "point" }] };
  const told = vi.fn();
  listen(view, source, spec, told)();
  expect(told.mock.calls[0]?.[0].points).toMatchObject([{ stage: "a.b[c]", n: 6 }]);
});

test("a choice takes the place of what the chart itself begins with", async () => {
  const { points, pick } = await shown(
    unit({ fields: ["stage"] }, { value: [{ stage: "a.b[c]" }] }),
  );
  expect(points()).toEqual([{ stage: "a.b[c]" }]);
  await pick([]);
  expect(points()).toEqual([]);
  await pick([{ other: 1 }]);
  expect(points()).toEqual([]);
  await (await shown({ ...unit({}), params: [] })).pick([{ stage: "a" }]);
});

test("a mark without a field stands for all with its other values, and one without any for none", async () => {
  const { view, spec, points } = await shown(unit({ fields: ["stage", "channel"] }));
  const told = vi.fn();
  const end = listen(view, { params: [{ name: "pick", select: "point" }] }, spec, told);
  const click = async (values: unknown[]) => {
    const fields = view.signal("pick_tuple_fields");
    view.signal("pick_tuple", { unit: "", fields, values });
    await view.runAsync();
  };
  await click(["a.b[c]", undefined]);
  expect(points()).toEqual([{ stage: "a.b[c]" }]);
  await click([undefined, undefined]);
  expect(points()).toEqual([]);
  await click(["a.b[c]", "web"]);
  expect(points()).toEqual([{ stage: "a.b[c]", channel: "web" }]);
  end();
});

test("parts that share a name have the fields of all", async () => {
  const parts = [unit({ fields: ["stage"] }), unit({ fields: ["stage", "channel"] })];
  const { points, pick } = await shown({ hconcat: parts });
  await pick([{ channel: "web" }, { stage: "" }]);
  expect(points()).toEqual([{ channel: "web" }, { stage: "" }]);
});
