import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setField } from "../../src/document/edits";
import { likeness } from "../../src/document/likeness";
import { flatten, nest, type Rec } from "../../src/document/records";
import { apply } from "../../src/document/reducer";
import { restoring } from "../../src/document/restore";
import type { NodeJson, Snapshot, TrailState as State, TrailHost } from "../../src/document/types";
import { localAttic } from "../../src/dom/attic";
import { localMaps } from "../../src/dom/kept-maps";
import type { Kept } from "../../src/session/kept";
import { Trail } from "../../src/session/trail";
import { Kernel, MAP } from "../kernel";

function bringBack({ keeper, shown }: Trail, kept: Kept, label = ""): void {
  const { store, root } = shown.peek();
  keeper.peek()?.restore(kept, restoring(store.records, root, kept.doc as NodeJson), label);
}

/** One run of a cell: a map that is made, its kernel, and the editor on the page. */
class Run extends Kernel implements TrailHost {
  readonly trail: Trail;
  state: State;

  constructor(doc: NodeJson, life: string, more: Partial<State> = {}) {
    super(structuredClone(doc));
    const crumbs = [{ title: "", unsaved: false }];
    this.state = { crumbs, unsaved: null, fresh: null, life, place: "here", ...more };
    this.trail = new Trail(this, localAttic(), localMaps());
  }

  override snapshot(): Snapshot {
    return { ...super.snapshot(), map: 0, trail: this.state };
  }

  moved() {
    return () => {};
  }

  open(): this {
    this.trail.start();
    return this.say();
  }

  say(more: Partial<State> = {}): this {
    this.state = { ...this.state, ...more };
    this.tell({ type: "trail", trail: this.state });
    return this;
  }

  close(): void {
    this.trail.stop();
  }

  get session() {
    return this.trail.shown.peek();
  }

  get found() {
    return this.trail.keeper.peek()?.found.peek() ?? [];
  }

  edit(name: string): this {
    return this.change(name).say({ fresh: 0 });
  }

  /** Edit, and hear no more than that the edit was taken. */
  change(name: string): this {
    const ask = [...this.session.store.records.values()].find((each) => each.kind === "Stage");
    this.session.edit(setField(ask as Rec, "name", name), "Edited");
    return this;
  }

  drawn(): NodeJson {
    return nest(this.session.store.records, this.session.root);
  }
}

/** The same map once more, as code makes it: all ids are new. */
function anew(doc: NodeJson, suffix: string): NodeJson {
  const text = JSON.stringify(doc).replace(/"id":"(\w+)"/g, `"id":"$1${suffix}"`);
  return JSON.parse(text);
}

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  // Another page: none of the maps before are on it.
  Reflect.deleteProperty(window, Symbol.for("cjwidgets.held"));
});
afterEach(() => vi.useRealTimers());

describe("edits that are in no file", () => {
  it("are offered when the cell is run again, and brought back as one edit", () => {
    const first = new Run(MAP, "1").open().edit("Looks around");
    const edited = first.drawn();
    first.close();
    const second = new Run(anew(MAP, "2"), "2").open();
    expect(second.found.map(({ title, life }) => [title, life])).toEqual([["Shop", "1"]]);
    const [kept] = second.found;
    const edits = () => second.sent.filter(({ type }) => type === "edit").length;
    if (kept) bringBack(second.trail, kept, "Brought back");
    expect(edits()).toBe(1);
    expect(likeness(second.drawn())).toBe(likeness(edited));
    expect(second.drawn().id).toBe("map2");
    expect(second.found).toEqual([]);
    // It is in no file yet: the next run is offered it again, from there.
    second.say({ fresh: 0 });
    second.close();
    expect(new Run(anew(MAP, "3"), "3").open().found.map(({ life }) => life)).toEqual(["2"]);
  });

  it("come before those that no kernel answered, which were made on top of them", async () => {
    const first = new Run(MAP, "1").open().edit("A");
    vi.advanceTimersByTime(1000);
    first.answering = false;
    first.edit("Unanswered").close();
    const second = new Run(MAP, "2").open();
    const { leftovers } = second.session;
    await vi.advanceTimersByTimeAsync(0); // it looks who else lives
    expect(leftovers.found.value).toHaveLength(1);
    expect(leftovers.isLater.value).toBe(true);
    const [kept] = second.found;
    if (kept) bringBack(second.trail, kept);
    expect(leftovers.isLater.value).toBe(false);
    second.session.replay("", "");
    expect(second.session.store.peek("ask")?.fields.name).toBe("Unanswered");
  });

  it("are kept as the kernel answered them, although the cell was run again before that", () => {
    const first = new Run(MAP, "1").open().edit("A");
    vi.advanceTimersByTime(1000);
    first.close();
    const answered = apply(flatten(first.doc), [
      { kind: "updated", id: "ask", fields: { name: ["A", "A, as answered"] } },
    ]);
    const again = new Run(nest(answered, "map"), "1", { fresh: 0 }).open();
    again.close(); // at once: the page is loaded again
    const [kept] = new Run(anew(MAP, "3"), "3").open().found;
    expect(JSON.stringify(kept?.doc)).toContain("A, as answered");
  });

  it("are offered as long as they are not taken or discarded", () => {
    new Run(MAP, "1").open().edit("A").close();
    const refusing = new Run(anew(MAP, "2"), "2").open();
    refusing.refuse = () => "No";
    const [kept] = refusing.found;
    if (kept) bringBack(refusing.trail, kept);
    expect(refusing.found).toHaveLength(1);
    expect(refusing.session.notice.value?.sentence).toBe("No");
    refusing.trail.keeper.peek()?.discard("1");
    expect(refusing.found).toEqual([]);
    expect(localStorage.length).toBe(0);
  });

  it("of a map with an id, or opened from a file, are offered whatever it was like", () => {
    const file = { crumbs: [{ title: "", unsaved: true }], unsaved: 1 };
    const first = new Run(MAP, "1").open();
    first.edit("A").say({ fresh: null, ...file });
    first.close();
    const pulled = { ...MAP, title: "From elsewhere" };
    expect(new Run(pulled, "2").open().found).toHaveLength(1);
  });

  it("are not offered once they are in a file, undone, or made again by code", () => {
    const saved = new Run(MAP, "1").open().edit("A");
    vi.advanceTimersByTime(1000);
    expect(localStorage.length).toBe(1);
    saved.say({ fresh: null });
    expect(localStorage.length).toBe(0);
    saved.close();

    const undone = new Run(MAP, "2").open().edit("A");
    vi.advanceTimersByTime(1000);
    undone.edit("Ask").close();
    expect(localStorage.length).toBe(0);

    const first = new Run(MAP, "3").open().edit("A");
    first.close();
    const same = new Run(anew(first.drawn(), "4"), "4", {}).open();
    expect(same.found).toEqual([]);
    // What Python did is Python's to do again.
    const python = new Run(MAP, "5").open();
    python.commit([{ kind: "updated", id: "ask", fields: { name: ["Ask", "B"] } }]);
    python.say({ fresh: 0 }).close();
    expect(localStorage.length).toBe(1); // that of the third
  });

  it("are not those of a map that is on the page, of another notebook, or made otherwise", () => {
    const one = new Run(MAP, "1").open().edit("A");
    vi.advanceTimersByTime(1000);
    const other = new Run(anew(MAP, "2"), "2").open();
    expect(other.found).toEqual([]);
    one.close(); // its cell is run again: only now they are left
    expect(other.found).toHaveLength(1);
    one.open();
    expect(other.found).toEqual([]);
    one.close();
    expect(new Run(anew(MAP, "3"), "3", { place: "elsewhere" }).open().found).toEqual([]);
    expect(new Run({ id: "else", title: "Else" }, "4").open().found).toEqual([]);
    const reader = new Run(anew(MAP, "5"), "5");
    expect(reader.found).toEqual([]); // a saved page has no kernel that says where it is
  });

  it("survive a reload of the page, from where they began", () => {
    const first = new Run(MAP, "1").open().edit("A");
    first.close();
    const reloaded = new Run(first.drawn(), "1", { fresh: 0 }).open();
    expect(reloaded.found).toEqual([]);
    reloaded.commit([{ kind: "updated", id: "buy", fields: { name: ["Buy", "B"] } }]);
    reloaded.close();
    const [kept] = new Run(anew(MAP, "2"), "2").open().found;
    expect(likeness(kept?.doc as NodeJson)).toBe(likeness(reloaded.drawn()));
  });

  it("are kept when the page goes before the kernel has said that they are in no file", () => {
    const first = new Run(MAP, "1").open();
    first.change("A").close();
    expect(new Run(MAP, "2").open().found).toHaveLength(1);

    const saved = new Run(MAP, "3").open().edit("B");
    saved.say({ fresh: null }).close();
    expect(new Run(MAP, "4").open().found.map(({ life }) => life)).toEqual(["1"]);
  });

  it("are said to be lost when they were too large, and only the last five are kept", () => {
    new Run(MAP, "1").open().edit("x".repeat(600_000)).close();
    const [kept] = new Run(anew(MAP, "2"), "2").open().found;
    expect(kept?.doc).toBeNull();
    for (let life = 10; life < 16; life++) {
      vi.advanceTimersByTime(1000);
      new Run(MAP, String(life)).open().edit(`A ${life}`).close();
    }
    expect(localStorage.length).toBe(5);
    const found = new Run(anew(MAP, "3"), "3").open().found;
    expect(found.map(({ life }) => life)).toEqual(["15", "14", "13", "12", "11"]);
  });

  it("are in the file that the map was saved to, which is named when it is made anew", () => {
    const file = (name: string | null) => ({
      file: { number: 0, name, saved: null, edits: 0, changed: null },
    });
    const first = new Run(MAP, "1", file(null)).open().edit("Looks around");
    first.say({ fresh: null, ...file("shop.cjmap.json") }).close();
    const again = (life: string, name: string | null) => {
      const run = new Run(anew(MAP, life), life, file(name)).open();
      const found = run.found.map((kept) => [kept.file, kept.doc]);
      return { run, found };
    };
    const second = again("2", null);
    expect(second.found).toEqual([["shop.cjmap.json", null]]);
    second.run.close();
    // A map that was opened from a file is what it is.
    const third = again("3", "shop.cjmap.json");
    expect(third.found).toEqual([]);
    third.run.close();
    // The last file counts; edits that it misses are kept as ever.
    const fourth = again("4", null).run.edit("A");
    fourth.say({ fresh: null, ...file("two.cjmap.json") });
    fourth.close();
    expect(again("5", null).found).toEqual([["two.cjmap.json", null]]);
    const crumbs = [{ title: "", unsaved: true }];
    const sixth = new Run(anew(MAP, "6"), "6", file(null)).open().edit("B");
    sixth.say({ fresh: null, ...file("three.cjmap.json") });
    sixth.edit("C").say({ fresh: null, crumbs }).close();
    expect(again("7", null).run.found.map(({ file, doc }) => [file, doc !== null])).toEqual([
      ["three.cjmap.json", true],
    ]);
  });

  it("do no harm where the browser forbids its storage, or others wrote there", () => {
    const forbidden = localMaps(() => {
      throw new DOMException("no");
    });
    forbidden.write("here", { life: "1", origin: "", map: "map", title: "", doc: MAP });
    expect(forbidden.read("here")).toEqual([]);
    localStorage.setItem("cjwidgets.kept.here.x", "{no json");
    localStorage.setItem("cjwidgets.kept.here.y", '{"at":1e99,"doc":3}');
    expect(new Run(MAP, "1").open().found).toEqual([]);
  });
});

describe("a map in the place of another", () => {
  const now: NodeJson = { id: "new", title: "New", locale: "ru", lanes: [{ id: "l" }] };

  it("says what the other said, with its own id", () => {
    const records = apply(flatten(now), restoring(flatten(now), "new", MAP));
    expect(nest(records, "new")).toEqual({ ...MAP, id: "new" });
  });

  it("is alike whatever its ids are, and not when it says something else", () => {
    const linked: NodeJson = { ...MAP, links: [{ id: "l", source: "search", target: "cart" }] };
    const turned: NodeJson = { ...MAP, links: [{ id: "l", source: "cart", target: "search" }] };
    const renamed = JSON.parse(
      JSON.stringify(linked).replace(/"(search|cart)"/g, '"new-$1"'),
    ) as NodeJson;
    expect(likeness(renamed)).toBe(likeness(linked));
    expect(likeness(turned)).not.toBe(likeness(linked));
    expect(likeness(anew(MAP, "x"))).toBe(likeness(MAP));
    expect(likeness({ ...MAP, title: "Store" })).not.toBe(likeness(MAP));
  });
});
