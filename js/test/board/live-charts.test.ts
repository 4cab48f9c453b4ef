import { beforeEach, expect, test, vi } from "vitest";
import type { Chart, Drawn, Ears, Pick, Picks, Told } from "../../src/vega/chart";
import { ChartView } from "../../src/vega/chart-view";
import { refusing } from "../../src/vega/loader";

type Sanitize = (address: string, options: object) => Promise<{ href: string }>;

test("nothing is fetched, and it is told", async () => {
  const failed = vi.fn();
  const loader = refusing(failed);
  await expect(loader.load("https://example.invalid/a.csv")).rejects.toThrow("not allowed");
  expect(failed).toHaveBeenCalledOnce();
});

test("links lead away by http or mail only, pictures are in the chart", async () => {
  const sanitize = refusing(() => {}).sanitize as unknown as Sanitize;
  const link = (uri: string) => sanitize(uri, { context: "href" });
  expect(await link("https://example.invalid")).toMatchObject({ rel: "noopener noreferrer" });
  for (const uri of ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "//x"]) {
    await expect(link(uri)).rejects.toThrow();
  }
  const image = (uri: string) => sanitize(uri, { context: "image" });
  expect(await image("data:image/png;base64,AA")).toEqual({ href: "data:image/png;base64,AA" });
  for (const uri of ["https://example.invalid/x.png", "data:image/svg+xml,<svg/>"]) {
    await expect(image(uri)).rejects.toThrow();
  }
});

let element: HTMLElement;
let chart: Chart | null;
let choices: Record<string, Pick>;
let told: Told[];
let unpacked: () => void;
let asked: number;
let drawn: {
  chart: Chart;
  ears: Ears;
  points: Picks;
  update: ReturnType<typeof vi.fn>;
  choose: ReturnType<typeof vi.fn>;
  ended: boolean;
}[];

function view(draw?: () => never): ChartView {
  return new ChartView(element, {
    async chart() {
      const now = chart;
      await null;
      unpacked();
      return now;
    },
    ask: () => {
      asked += 1;
    },
    choices: () => choices,
    text: () => "Broken: {error}",
    chosen: (what) => told.push(what),
    runtime: async () => ({
      async draw(place: HTMLElement, chart: Chart, ears: Ears, points: Picks): Promise<Drawn> {
        draw?.();
        place.textContent = JSON.stringify(chart.spec);
        const one = { chart, ears, points, update: vi.fn(), choose: vi.fn(), ended: false };
        drawn.push(one);
        return {
          update: one.update,
          choose: one.choose,
          finalize: () => {
            one.ended = true;
          },
        };
      },
    }),
  });
}

beforeEach(() => {
  element = document.createElement("div");
  document.body.replaceChildren(element);
  chart = { spec: { mark: "bar" }, data: { cjw0: [1] } };
  [drawn, choices, told, asked, unpacked] = [[], {}, [], 0, () => {}];
});

test("a chart that is not there yet is drawn when it comes", async () => {
  const later = chart;
  chart = null;
  const shown = view();
  await shown.update();
  expect([drawn.length, element.childElementCount, asked]).toEqual([0, 0, 1]);
  chart = later;
  await shown.update();
  expect(drawn).toHaveLength(1);
});

test("other rows move the drawing, another shape takes its place", async () => {
  const shown = view();
  await shown.update();
  chart = { spec: { mark: "bar" }, data: { cjw0: [2] } };
  await shown.update();
  expect(drawn).toHaveLength(1);
  expect(drawn[0]?.update).toHaveBeenCalledWith(chart);
  chart = { spec: { mark: "line" }, data: { cjw0: [2] } };
  await shown.update();
  expect(drawn.map((one) => one.ended)).toEqual([true, false]);
  expect(element.textContent).toBe('{"mark":"line"}');
  shown.finalize();
  expect(drawn[1]?.ended).toBe(true);
  expect(element.childNodes).toHaveLength(0);
});

test("what Python chose is drawn once, and what is told says which choice it knows", async () => {
  const shown = view();
  choices = { pick: { turn: 1, points: [{ stage: "Buy" }] } };
  await shown.update();
  expect(drawn[0]?.points).toEqual({ pick: [{ stage: "Buy" }] });
  expect(drawn[0]?.choose).not.toHaveBeenCalled();
  const say = () => drawn[0]?.ears.chosen({ name: "pick", kind: "point", points: [], ranges: {} });
  say();
  choices = { pick: { turn: 2, points: [] } };
  say();
  await shown.update();
  await shown.update();
  say();
  expect(drawn[0]?.choose.mock.calls).toEqual([["pick", []]]);
  expect(told.map((each) => each.turn)).toEqual([1, 1, 2]);
});

test("what Python chose of the next chart is not chosen in the one before", async () => {
  const shown = view();
  await shown.update();
  const next = { pick: { turn: 1, points: [{ stage: "Buy", touchpoint: "Till" }] } };
  unpacked = () => {
    [chart, choices] = [{ spec: { mark: "line" }, data: {} }, next];
    unpacked = () => {};
  };
  await shown.update();
  expect(drawn[0]?.choose).not.toHaveBeenCalled();
  drawn[0]?.ears.chosen({ name: "pick", kind: "point", points: [{ stage: "Buy" }], ranges: {} });
  expect(told.map((each) => each.turn)).toEqual([0]);
  await shown.update();
  expect(drawn[1]?.points).toEqual({ pick: next.pick.points });
});

test("what is taken away while it is drawn is let go", async () => {
  const shown = view();
  const done = shown.update();
  shown.finalize();
  await done;
  expect(drawn.every((one) => one.ended)).toBe(true);
  expect(element.childNodes).toHaveLength(0);
});

test("an error is a sentence in place, and the next chart shows again", async () => {
  const shown = view();
  await shown.update();
  drawn[0]?.ears.failed(new Error("<b>no</b>"));
  expect(element.textContent).toBe("Broken: <b>no</b>");
  expect(element.querySelector("b")).toBeNull();
  expect(drawn[0]?.ended).toBe(true);
  await shown.update();
  expect(element.textContent).toBe('{"mark":"bar"}');
  const broken = view(() => {
    throw new Error("at once");
  });
  await broken.update();
  expect(element.textContent).toContain("Broken: at once");
});
