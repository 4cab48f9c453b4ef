import { beforeEach, describe, expect, it } from "vitest";
import { setField } from "../../src/document/edits";
import type { Rec } from "../../src/document/records";
import type { Snapshot, ToBrowser, ToKernel, TrailHost } from "../../src/document/types";
import { Trail } from "../../src/session/trail";
import type { Attic, Edit } from "../../src/session/unsaved";
import { Kernel, MAP } from "../kernel";

/** A kernel with a map and, behind its touchpoint `cart`, another one. */
class Kernels implements TrailHost {
  readonly maps = [
    new Kernel(structuredClone(MAP)),
    new Kernel({ id: "pay", title: "Paying", stages: [{ id: "choose", name: "Choose" }] }),
  ] as const;
  shown: 0 | 1 = 0;
  readonly sent: ToKernel[] = [];
  readonly #moved = new Set<() => void>();

  snapshot(): Snapshot {
    const crumbs = ["Shop", ""].slice(0, this.shown + 1).map((title) => ({
      title,
      unsaved: false,
    }));
    const trail = { crumbs, unsaved: 0, fresh: null, life: "", place: "" };
    return { ...this.maps[this.shown].snapshot(), map: this.shown, trail };
  }

  send(message: ToKernel): void {
    this.sent.push(message);
    this.maps[message.map as 0 | 1].send(message);
  }

  listen(receive: (message: ToBrowser) => void) {
    const stops = this.maps.map((kernel, map) =>
      kernel.listen((message) => receive({ ...message, map })),
    );
    return () => {
      for (const stop of stops) stop();
    };
  }

  moved(callback: () => void) {
    this.#moved.add(callback);
    return () => this.#moved.delete(callback);
  }

  show(map: 0 | 1): void {
    this.shown = map;
    for (const callback of this.#moved) callback();
  }
}

let kernel: Kernels;
let trail: Trail;
const kept = new Map<string, readonly Edit[]>();
const attic: Attic = {
  read: (map) =>
    [...kept].flatMap(([key, edits]) => {
      const [of, client = ""] = key.split(" ");
      return of === map ? [{ client, edits: [...edits] }] : [];
    }),
  write: (map, client, edits) => {
    if (edits.length) kept.set(`${map} ${client}`, edits);
    else kept.delete(`${map} ${client}`);
    return true;
  },
  watch: () => () => {},
  live: () => () => {},
  lives: async () => false,
};
const rename = (id: string, name: string) => {
  const session = trail.shown.peek();
  session.edit(setField(session.store.peek(id) as Rec, "name", name), `${id}: ${name}`);
};
const name = (id: string) => trail.shown.peek().store.peek(id)?.fields.name;

beforeEach(() => {
  kept.clear();
  kernel = new Kernels();
  trail = new Trail(kernel, attic);
  trail.start();
});

it("shows another map with a session of its own, and the first one again", () => {
  const first = trail.shown.peek();
  rename("ask", "Wonder");
  kernel.show(1);
  const second = trail.shown.peek();
  expect([second.root, trail.state.value.crumbs.length]).toEqual(["pay", 2]);
  expect(second.canUndo.value).toBe(false);
  rename("choose", "Pick");
  expect([kernel.maps[0].rev, kernel.maps[1].rev]).toEqual([1, 1]);
  kernel.maps[0].commit(setField(first.store.peek("buy") as Rec, "name", "Order"));
  kernel.show(0);
  expect(trail.shown.peek()).toBe(first);
  expect([name("ask"), name("buy")]).toEqual(["Wonder", "Order"]);
  kernel.show(1);
  expect(trail.shown.peek()).toBe(second);
  expect(name("choose")).toBe("Pick");
});

it("asks in the name of the map that is shown", () => {
  trail.shown.peek().request({ type: "open", node: "cart" });
  kernel.show(1);
  trail.shown.peek().request({ type: "back", to: 0 });
  const asked = kernel.sent.filter(({ type }) => type === "open" || type === "back");
  expect(asked).toMatchObject([
    { type: "open", node: "cart", map: 0 },
    { type: "back", to: 0, map: 1 },
  ]);
});

it("takes its role along", () => {
  trail.become("view", "Ann");
  kernel.show(1);
  expect(trail.shown.peek().mode.value).toBe("view");
  rename("choose", "Pick");
  expect(kernel.maps[1].rev).toBe(0);
});

it("is where the kernel is, from the start and after a pause", () => {
  kernel.shown = 1;
  const reloaded = new Trail(kernel);
  expect(reloaded.shown.peek().root).toBe("pay");
  trail.stop();
  trail.start();
  expect(trail.shown.peek().root).toBe("pay");
});

it("hears what files miss", () => {
  const crumbs = [{ title: "", unsaved: true }];
  const news = { crumbs, unsaved: 1, fresh: null, life: "", place: "" };
  kernel.maps[0].tell({ type: "trail", trail: news });
  expect(trail.state.value).toEqual(news);
});

describe("an edit without an answer", () => {
  it("stays with its map, and is sent again on return", () => {
    kernel.maps[0].answering = false;
    rename("ask", "Wonder");
    kernel.show(1);
    expect(trail.shown.peek().leftovers.found.value).toEqual([]);
    expect([...kept.keys()].map((key) => key.split(" ")[0])).toEqual(["map"]);
    kernel.maps[0].answering = true;
    kernel.show(0);
    expect(kernel.maps[0].doc.stages).toMatchObject([{ name: "Wonder" }, {}, {}]);
    expect(trail.shown.peek().waiting.value).toBe(0);
    expect(kept.size).toBe(0);
  });

  it("may be made by a view that lets go", () => {
    const first = trail.shown.peek();
    const last = setField(first.store.peek("ask") as Rec, "name", "Wonder");
    const stop = trail.shown.subscribe((shown) => {
      if (shown !== first) first.edit(last, "");
    });
    kernel.show(1);
    stop();
    expect(kernel.maps[0].doc.stages).toMatchObject([{ name: "Wonder" }, {}, {}]);
  });

  it("holds up nothing when it is no edit", () => {
    kernel.maps[0].answering = false;
    const first = trail.shown.peek();
    first.request({ type: "open", node: "cart" });
    expect(first.waiting.value).toBe(1);
    kernel.show(1);
    kernel.maps[0].answering = true;
    kernel.show(0);
    expect(first.waiting.value).toBe(0);
    expect(kernel.sent.filter(({ type }) => type === "open").length).toBe(1);
  });
});
