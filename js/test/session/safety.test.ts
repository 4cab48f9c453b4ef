/** Nothing typed is lost: silence, restarts, reloads, two people at once. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Change, Json, Position, ToKernel } from "../../src/document/types";
import { localAttic } from "../../src/dom/attic";
import { Session } from "../../src/session/session";
import { type Edit, unsaved } from "../../src/session/unsaved";
import { Kernel, MAP } from "../kernel";

const set = (id: string, field: string, from: Json, to: Json): Change => ({
  kind: "updated",
  id,
  fields: { [field]: [from, to] },
});
const added = (id: string): Change => ({
  kind: "added",
  parent: "map",
  field: "stages",
  index: 0,
  node: { id, name: id },
});
const kinds = (kernel: Kernel) => kernel.sent.map(({ type }) => type);

let kernel: Kernel;
let session: Session;
const open = (on: Kernel, attic = localAttic()) => {
  const opened = new Session(on, attic);
  opened.start();
  return opened;
};

/** What it offers, once it has looked who else lives. */
const found = async (of: Session) => {
  await vi.advanceTimersByTimeAsync(0);
  return of.leftovers.found.value;
};

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  kernel = new Kernel(structuredClone(MAP));
  session = open(kernel);
});
afterEach(() => vi.useRealTimers());

describe("a kernel that is silent", () => {
  it("is asked again, less and less often, until it answers", () => {
    kernel.answering = false;
    session.edit([set("ask", "name", "Ask", "A")], "", "A");
    const asked = () => kinds(kernel).filter((type) => type === "hello").length - 1;
    vi.advanceTimersByTime(4900);
    expect(asked()).toBe(0);
    vi.advanceTimersByTime(200);
    expect(asked()).toBe(1);
    vi.advanceTimersByTime(10_000);
    expect(asked()).toBe(2);
    vi.advanceTimersByTime(600_000);
    expect(asked()).toBeLessThan(15);
    for (const message of kernel.sent.slice(1)) kernel.answer(message);
    const before = kernel.sent.length;
    vi.advanceTimersByTime(600_000);
    expect(kernel.sent.length).toBe(before);
  });

  it("that lost an edit gets it again, once, when it answers the question after it", () => {
    kernel.answering = false;
    session.edit([set("ask", "name", "Ask", "A")], "Edited", "A");
    session.edit([added("new")], "Added");
    kernel.answering = true; // both were lost on the way
    session.ask();
    expect(kinds(kernel).slice(-3)).toEqual(["hello", "edit", "edit"]);
    expect(session.waiting.value).toBe(0);
    expect(kernel.doc).toMatchObject({ stages: [{ id: "new" }, { name: "A" }, {}, {}] });
  });

  it("that took an edit whose answer was lost is not sent it again", () => {
    kernel.answering = false;
    session.edit([added("new"), set("ask", "name", "Ask", "A")], "");
    session.undo();
    kernel.doc = { ...kernel.doc, stages: [{ id: "new" }, { id: "ask", name: "A" }] };
    kernel.rev = 7;
    kernel.answering = true;
    session.ask();
    expect(kinds(kernel).at(-1)).toBe("hello");
    expect(session.waiting.value).toBe(0);
    expect(session.notice.value).toBeNull();
  });

  it("answers another browser's question without our edits being sent twice", () => {
    kernel.answering = false;
    session.edit([set("ask", "name", "Ask", "A")], "");
    const sent = kernel.sent.length;
    kernel.tell({ type: "ready", client: "other", rev: 0, undo: false, redo: false });
    expect(kernel.sent.length).toBe(sent);
    expect(session.waiting.value).toBe(1);
  });
});

describe("edits without an answer", () => {
  const fresh = () => new Kernel(structuredClone(MAP));

  it("are kept in the browser until they are answered, undo is not", () => {
    kernel.answering = false;
    session.undo();
    expect(localStorage.length).toBe(0);
    session.edit([set("ask", "name", "Ask", "A")], "Edited", "A");
    expect(localStorage.length).toBe(1);
    kernel.answer(kernel.sent.at(-1) as ToKernel);
    expect(localStorage.length).toBe(0);
  });

  it("are offered by the next editor of the same map, and replayed as one edit", async () => {
    kernel.answering = false;
    session.edit([set("ask", "name", "Ask", "A")], "Edited", "A");
    session.edit([set("ask", "name", "A", "B")], "Edited", "B");
    session.edit([added("new")], "Added");
    session.stop();
    const next = fresh();
    const again = open(next);
    expect((await found(again)).map(({ draft }) => draft)).toEqual(["B", ""]);
    again.replay("Replayed", "B");
    expect(next.sent.filter(({ type }) => type === "edit")).toHaveLength(1);
    expect(next.doc).toMatchObject({ stages: [{ id: "new" }, { id: "ask", name: "B" }, {}, {}] });
    expect(await found(again)).toEqual([]);
    expect(again.notice.value).toBeNull();
    expect(localStorage.length).toBe(0);
  });

  it("that are refused stay on offer, with the sentence and the text", async () => {
    kernel.answering = false;
    session.edit([set("ask", "name", "Ask", "A")], "Edited", "A");
    const next = fresh();
    next.refuse = () => "It is gone.";
    const again = open(next);
    await found(again);
    again.replay("Replayed", "all my text");
    expect(again.notice.value).toMatchObject({ sentence: "It is gone.", draft: "all my text" });
    expect(await found(again)).toHaveLength(1);
    again.leftovers.discard();
    expect(localStorage.length).toBe(0);
  });

  it("are forgotten without a word when the map shows them", async () => {
    kernel.answering = false;
    session.edit([set("ask", "name", "Ask", "A"), added("new")], "");
    const next = fresh();
    next.doc = { ...next.doc, stages: [{ id: "new" }, { id: "ask", name: "A" }] };
    expect(await found(open(next))).toEqual([]);
    expect(localStorage.length).toBe(0);
  });

  it("of another map, a viewer's page or an old month are not offered", async () => {
    kernel.answering = false;
    session.edit([set("ask", "name", "Ask", "A")], "");
    const other = new Kernel({ ...structuredClone(MAP), id: "other" });
    expect(await found(open(other))).toEqual([]);
    const viewer = new Session(fresh(), localAttic());
    viewer.become("view", "");
    viewer.start();
    expect(await found(viewer)).toEqual([]);
    vi.setSystemTime(Date.now() + 31 * 24 * 3600 * 1000);
    expect(await found(open(fresh()))).toEqual([]);
  });

  it("are said not to be kept where the browser forbids it, or they are too large", () => {
    const forbidden = localAttic(() => {
      throw new DOMException("no", "SecurityError");
    });
    kernel.answering = false;
    const private_ = open(kernel, forbidden);
    private_.edit([set("ask", "name", "Ask", "A")], "");
    expect(private_.leftovers.kept.value).toBe(false);
    session.edit([set("ask", "name", "Ask", "x".repeat(600_000))], "");
    expect(session.leftovers.kept.value).toBe(false);
    expect(localStorage.length).toBe(0);
  });

  it("survive whatever else stands in the storage", async () => {
    localStorage.setItem("cjwidgets.unsaved.map.x", "{no json");
    localStorage.setItem("cjwidgets.unsaved.map.y", '{"at":1e99,"edits":[{"changes":3}]}');
    expect(await found(open(kernel))).toEqual([]);
  });
});

describe("of several edits", () => {
  const records = () => session.store.records;
  const edit = (...changes: Change[]): Edit => ({ label: "", draft: "", changes });

  it("only the last to a field counts", () => {
    const first = edit(set("ask", "name", "x", "y"));
    expect(unsaved(records(), [first, edit(set("ask", "name", "y", "Ask"))])).toEqual([]);
  });

  it("only the last place of what is moved about counts", () => {
    const [home, away] = [
      ["ask", "touchpoints", 0],
      ["buy", "touchpoints", 1],
    ] as [Position, Position];
    const there = edit({ kind: "moved", id: "search", from: home, to: away });
    const back = edit({ kind: "moved", id: "search", from: away, to: home });
    expect(unsaved(records(), [there, back])).toEqual([]);
    expect(unsaved(records(), [there, back, there])).toEqual([there]);
  });

  it("entries of a field are told apart, and an empty text is none", () => {
    const both = edit(set("chat", "texts", { a: "1" }, { a: "2", b: "3" }));
    const left = unsaved(records(), [both, edit(set("chat", "texts", { a: "2" }, {}))]);
    expect(left).toEqual([edit(set("chat", "texts", {}, { b: "3" }))]);
    expect(unsaved(records(), [edit(set("chat", "actions", null, ""))])).toEqual([]);
  });
});

describe("two who edit the same field", () => {
  it("the later one wins, is told, and can put the other's text back", () => {
    kernel.answering = false;
    session.edit([set("ask", "name", "Ask", "Mine")], "", "Mine");
    const mine = kernel.sent.at(-1) as { cid: string };
    kernel.commit([set("ask", "name", "Ask", "Theirs")]);
    expect(session.store.peek("ask")?.fields.name).toBe("Mine");
    kernel.commit([set("ask", "name", "Theirs", "Mine")], [mine.cid]);
    const { kind, draft, revert } = session.notice.value ?? {};
    expect([kind, draft]).toEqual(["overwrote", "Theirs"]);
    kernel.answering = true;
    session.edit(revert as Change[], "");
    expect(kernel.doc).toMatchObject({ stages: [{ name: "Theirs" }, {}, {}] });
  });

  it("of different entries keep both", () => {
    kernel.answering = false;
    session.edit([set("chat", "texts", null, { one: "mine" })], "");
    kernel.commit([set("chat", "texts", null, { two: "theirs" })]);
    expect(session.store.peek("chat")?.fields.texts).toEqual({ one: "mine", two: "theirs" });
  });

  it("no one is told when the text was seen, or a number was dragged", () => {
    session.edit([set("ask", "name", "Ask", "A")], "");
    session.edit([set("ask", "name", "A", "B")], "");
    kernel.answering = false;
    session.edit([set("search", "emotion", 1, 2)], "");
    const { cid } = kernel.sent.at(-1) as { cid: string };
    kernel.commit([set("search", "emotion", -1, 2)], [cid]);
    expect(session.notice.value).toBeNull();
  });
});

describe("a role", () => {
  const comment = (parent: string): Change => ({
    kind: "added",
    parent,
    field: "comments",
    index: 0,
    node: { id: "c1", text: "Hm" },
  });

  it("of a viewer sends nothing but hello, and keeps what was typed", () => {
    session.become("view", "");
    session.edit([set("ask", "name", "Ask", "A")], "", "A");
    session.edit([comment("ask")], "");
    session.undo();
    expect(new Set(kinds(kernel))).toEqual(new Set(["hello"]));
    expect(session.notice.value).toMatchObject({ kind: "read-only", draft: "A" });
    expect(localStorage.length).toBe(0);
  });

  it("of a commenter sends comments only", () => {
    session.become("comment", "Ann");
    session.edit([comment("ask")], "");
    session.edit([set("c1", "text", "Hm", "Ah")], "");
    session.edit([comment("ask"), set("ask", "name", "Ask", "A")], "");
    session.redo();
    expect(kinds(kernel).filter((type) => type !== "hello")).toEqual(["edit", "edit"]);
  });
});
