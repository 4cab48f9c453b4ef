/** A widget takes what it does from the page, which has each script once, by what it is. */
import { DecompressionStream } from "node:stream/web";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import loader from "../../src/entries/loader";
import { further } from "../../src/host/code";

// Every browser has it; happy-dom has none.
Object.assign(globalThis, { DecompressionStream });

const CODE = Symbol.for("cjwidgets.scripts");
const packed = (text: string) => gzipSync(text).toString("base64");

/** Widgets that write what they are; `calls` counts how often a script was started. */
const script = (name: string) => `
  globalThis.calls = [...(globalThis.calls ?? []), "${name}"];
  export default () => {
    let model;
    return {
      initialize(context) { model = context.model; },
      render({ el }) { el.textContent = "${name} of " + model.get("who"); return () => el.remove(); },
    };
  };`;

type Code = { script: string; style: string; more?: string };
let asked: number;

/** A kernel: it has code under an id, or will have it after some questions. */
function kernel(code: Code, missing = 0) {
  let left = missing;
  return {
    async get_model(id: string) {
      asked += 1;
      if (id !== "code" || left-- > 0) throw new Error("widget model not found");
      return { get: (name: keyof Code) => packed(code[name] ?? "") };
    },
  };
}

function widget(manager: object, key: string, who = "anybody") {
  const traits: Record<string, unknown> = { _code: "IPY_MODEL_code", _key: key, who };
  const model = { get: (name: string) => traits[name], widget_manager: manager };
  const made = loader();
  made.initialize({ model } as never);
  return async (el = document.body.appendChild(document.createElement("div"))) => {
    const stop = (await made.render({ model: { get: () => "a view" }, el } as never)) as () => void;
    return { el, stop };
  };
}

const page = globalThis as { calls?: string[]; [CODE]?: Map<string, unknown> };
const styles = () => [...document.querySelectorAll("style")].map((each) => each.textContent);

beforeEach(() => {
  asked = 0;
  page.calls = [];
  page[CODE]?.clear();
  document.head.replaceChildren();
  document.body.replaceChildren();
  // Node imports no blobs.
  const texts = new Map<string, Blob>();
  vi.stubGlobal(
    "Blob",
    class extends Blob {
      constructor(parts: BlobPart[], options?: BlobPropertyBag) {
        super(parts, options);
        if (typeof parts[0] === "string") texts.set(parts[0], this);
      }
    },
  );
  vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => {
    const [text] = [...texts].find(([, each]) => each === blob) ?? [""];
    return `data:text/javascript,${encodeURIComponent(`${text}//${Math.random()}`)}`;
  });
  vi.spyOn(URL, "revokeObjectURL").mockImplementation(() => {});
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test("many widgets start one script, each with its own model", async () => {
  const manager = kernel({ script: script("map"), style: ".map{}" });
  const views = [1, 2, 3].map((who) => widget(manager, "one", `kernel ${who}`));
  const shown = await Promise.all(views.map((view) => view()));
  expect(shown.map(({ el }) => el.textContent)).toEqual([1, 2, 3].map((n) => `map of kernel ${n}`));
  expect([page.calls, styles()]).toEqual([["map"], [".map{}"]]);
  shown[0]?.stop();
  expect(document.body.childElementCount).toBe(2);
  // A later one, also of another kernel, asks nobody.
  asked = 0;
  await widget(kernel({ script: "broken(", style: "" }, 99), "one")();
  expect([asked, page.calls]).toEqual([0, ["map"]]);
});

test("two versions live in one page", async () => {
  const old = widget(kernel({ script: script("old"), style: ".old{}" }), "one");
  const young = widget(kernel({ script: script("new"), style: ".new{}" }), "two");
  const shown = [await old(), await young(), await old()];
  expect(shown.map(({ el }) => el.textContent?.slice(0, 3))).toEqual(["old", "new", "old"]);
  expect([page.calls, styles()]).toEqual([
    ["old", "new"],
    [".old{}", ".new{}"],
  ]);
});

test("a shadow root gets a style of its own", async () => {
  const view = widget(kernel({ script: script("map"), style: ".map{}" }), "one");
  const root = document.body.appendChild(document.createElement("div")).attachShadow({
    mode: "open",
  });
  for (let times = 0; times < 2; times += 1) {
    await view(root.appendChild(document.createElement("div")));
  }
  expect(root.querySelectorAll("style")).toHaveLength(1);
  expect(styles()).toEqual([]);
});

test("a widget without a style of its own is shown", async () => {
  // Nothing is no archive of nothing: Python packs what there is.
  const code: Record<string, string> = { script: packed(script("chart")), style: "", more: "" };
  const manager = { get_model: async () => ({ get: (name: string) => code[name] }) };
  const { el } = await widget(manager, "bare")();
  expect(el.textContent).toBe("chart of anybody");
  expect(styles().filter(Boolean)).toEqual([]);
});

test("code that comes after its widget is waited for", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  const view = widget(kernel({ script: script("map"), style: "" }, 6), "one")();
  await vi.advanceTimersByTimeAsync(3000);
  expect((await view).el.textContent).toBe("map of anybody");
});

test("what is broken is told by the view, and the next widget tries its own", async () => {
  const broken = widget(kernel({ script: "this is no script", style: "" }), "one");
  await expect(broken()).rejects.toThrow();
  const { el } = await widget(kernel({ script: script("map"), style: "" }), "one")();
  expect(el.textContent).toBe("map of anybody");
});

test("a part of a script comes when it is asked for, and uses what the script has", async () => {
  const script = `
    globalThis.calls = [];
    export default () => ({
      async initialize({ more }) { globalThis.more = more; },
      render() {},
    });`;
  const more = [
    `globalThis.calls.push("more"); export default (require) => require("x").twice(21);`,
    `globalThis.calls.push("third"); export default (require) => require("x").twice(4);`,
  ].join("\0");
  const show = widget(kernel({ script, style: "", more }), "of-two");
  await show();
  expect(page.calls).toEqual([]);
  const asks = globalThis as unknown as { more: () => Promise<string> };
  const shared = { x: { twice: (n: number) => 2 * n } };
  expect(await further(await asks.more(), shared)).toBe(42);
  expect(page.calls).toEqual(["more"]);
  expect(await further(await asks.more(), shared, 1)).toBe(8);
  expect(page.calls).toEqual(["more", "third"]);
});
