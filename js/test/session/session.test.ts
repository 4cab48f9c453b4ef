import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { add, removeNode, setField } from "../../src/document/edits";
import { nest, type Rec } from "../../src/document/records";
import type { Change } from "../../src/document/types";
import { Session } from "../../src/session/session";
import { Kernel, MAP } from "../kernel";

const rename = (id: string, from: string, to: string): Change => ({
  kind: "updated",
  id,
  fields: { name: [from, to] },
});

let kernel: Kernel;
let session: Session;
const documentOf = ({ store, root }: Session) => nest(store.records, root);
const name = (id: string) => session.store.peek(id)?.fields.name;

beforeEach(() => {
  vi.useFakeTimers();
  kernel = new Kernel(structuredClone(MAP));
  session = new Session(kernel);
  session.start();
});
afterEach(() => vi.useRealTimers());

describe("an edit", () => {
  it("is on the screen before the kernel answers, and stays when it does", () => {
    kernel.answering = false;
    session.edit([rename("ask", "Ask", "Aware")], "");
    expect(name("ask")).toBe("Aware");
    expect(session.waiting.value).toBe(1);
    kernel.answer(kernel.sent.at(-1) as never);
    expect(session.waiting.value).toBe(0);
    expect(documentOf(session)).toEqual(kernel.doc);
  });

  it("is taken back when the kernel refuses it, and its sentence and text are shown", () => {
    kernel.refuse = () => "Stage.name expects a text.";
    session.edit([rename("ask", "Ask", "No")], "", "No");
    expect(name("ask")).toBe("Ask");
    expect(session.notice.value).toMatchObject({
      sentence: "Stage.name expects a text.",
      hint: "",
      draft: "No",
    });
  });

  it("is put on top of what others did meanwhile", () => {
    kernel.answering = false;
    session.edit([rename("ask", "Ask", "Mine")], "");
    kernel.commit([rename("buy", "Buy", "Theirs"), rename("ask", "Ask", "Theirs too")]);
    expect([name("ask"), name("buy")]).toEqual(["Mine", "Theirs"]);
    kernel.answer(kernel.sent.at(-1) as never);
    expect([name("ask"), name("buy")]).toEqual(["Mine", "Theirs"]);
    expect(documentOf(session)).toEqual(kernel.doc);
  });

  it("of a node that others removed does nothing", () => {
    kernel.answering = false;
    session.edit([rename("cart", "Cart", "Basket")], "");
    kernel.commit(removeNode(session.store, "buy"));
    expect(session.store.peek("cart")).toBeUndefined();
    kernel.refuse = () => "It is gone.";
    kernel.answer(kernel.sent.at(-1) as never);
    expect(documentOf(session)).toEqual(kernel.doc);
  });

  it("without a change sends nothing", () => {
    const before = kernel.sent.length;
    session.edit(setField(session.store.peek("ask") as Rec, "name", "Ask"), "");
    expect(kernel.sent.length).toBe(before);
  });
});

describe("the stream of commits", () => {
  it("with a gap is repaired by asking for a snapshot", () => {
    kernel.rev = 5;
    kernel.commit([rename("ask", "Ask", "Later")]);
    expect(kernel.sent.at(-1)).toMatchObject({ type: "hello", rev: 0 });
    expect(name("ask")).toBe("Later");
    kernel.commit([rename("buy", "Buy", "Then")]);
    expect(documentOf(session)).toEqual(kernel.doc);
  });

  it("may repeat itself without harm", () => {
    kernel.commit([rename("ask", "Ask", "Once")]);
    kernel.tell({
      type: "commit",
      from: 0,
      rev: 1,
      changes: [rename("ask", "Ask", "Twice")],
      origins: [],
      undo: true,
      redo: false,
    });
    expect(name("ask")).toBe("Once");
  });

  it("answers of other browsers leave our waiting edits alone", () => {
    kernel.answering = false;
    session.edit([rename("ask", "Ask", "Mine")], "");
    kernel.tell({ type: "reject", cid: "other-1", code: "input", sentence: "No", hint: "" });
    expect(session.notice.value).toBeNull();
    expect(session.waiting.value).toBe(1);
  });
});

describe("what was deleted", () => {
  const remove = () => session.edit(removeNode(session.store, "buy"), "Deleted: Buy");

  it("is said until another edit, ours or others', an undo, or its refusal", () => {
    const others = [
      () => session.edit([rename("ask", "Ask", "A")], "Edited"),
      () => session.undo(),
      () => kernel.commit([rename("use", "Use", "U")]),
    ];
    for (const other of others) {
      expect(remove()).not.toBeNull();
      expect(session.told.value).toBe("Deleted: Buy");
      other();
      expect(session.told.value).toBe("");
      kernel.doc = structuredClone(MAP);
      kernel.rev += 5;
      session.ask();
    }
    kernel.refuse = () => "No";
    remove();
    expect(session.told.value).toBe("");
    expect(name("buy")).toBe("Buy");
  });

  it("is said of an edit that deletes among other things, and of one that asks for it", () => {
    const renamed = rename("ask", "Ask", "A");
    session.edit([renamed], "Edited");
    expect(session.told.value).toBe("");
    session.edit([rename("ask", "A", "B"), ...removeNode(session.store, "buy")], "Pasted");
    expect(session.told.value).toBe("Pasted");
    session.edit([rename("ask", "B", "C")], "Cleared", "", true);
    expect(session.told.value).toBe("Cleared");
    session.edit([], "Nothing", "", true);
    expect(session.told.value).toBe("Cleared");
  });

  it("is said while the answer is due, and no more once the map turns out to be another", () => {
    kernel.answering = false;
    remove();
    const edit = kernel.sent.at(-1);
    expect(session.told.value).toBe("Deleted: Buy");
    kernel.answering = true;
    kernel.answer(edit as never);
    expect(session.told.value).toBe("Deleted: Buy");
    session.ask();
    expect(session.told.value).toBe("Deleted: Buy");
    kernel.rev += 1;
    session.ask();
    expect(session.told.value).toBe("");
  });
});

describe("a kernel that does not answer", () => {
  it("is said to save, then to be silent, until it answers", () => {
    kernel.answering = false;
    session.edit([rename("ask", "Ask", "A")], "");
    vi.advanceTimersByTime(500);
    expect(session.status.value).toBe("ready");
    vi.advanceTimersByTime(200);
    expect(session.status.value).toBe("saving");
    session.edit([rename("ask", "A", "B")], "");
    vi.advanceTimersByTime(1400);
    expect(session.status.value).toBe("silent");
    kernel.answer(kernel.sent.at(-2) as never);
    kernel.answer(kernel.sent.at(-1) as never);
    expect(session.status.value).toBe("ready");
    vi.advanceTimersByTime(5000);
    expect(session.status.value).toBe("ready");
  });

  it("whose connection is closed is said to be lost; the edit is kept", () => {
    kernel.send = () => {
      throw new Error("Cannot send");
    };
    session.edit([rename("ask", "Ask", "Kept")], "");
    expect(session.status.value).toBe("lost");
    expect(name("ask")).toBe("Kept");
  });
});

it("says hello when it starts and bye when it stops, and hears nothing afterwards", () => {
  expect(kernel.sent[0]).toMatchObject({ type: "hello", rev: 0 });
  session.stop();
  expect(kernel.sent.at(-1)).toMatchObject({ type: "bye" });
  kernel.commit([rename("ask", "Ask", "Unheard")]);
  expect(name("ask")).toBe("Ask");
});

it("undo and redo wait for the kernel's answer", () => {
  session.undo();
  const { cid } = kernel.sent.at(-1) as { cid: string };
  expect(session.waiting.value).toBe(1);
  kernel.commit([], [cid]);
  expect(session.waiting.value).toBe(0);
  expect(session.canUndo.value).toBe(true);
});

describe("news of files", () => {
  const news = { made: [], kept: [], functions: [], changed: [{ number: 0, file: "a" }] };

  it("are for whoever saved, and a file that changed is told as news alone", () => {
    session.request({ type: "save" }, "Saved");
    const { cid } = kernel.sent.at(-1) as { cid: string };
    kernel.tell({ type: "files", cid: "another", ...news });
    expect(session.files.value).toBeNull();
    kernel.tell({ type: "files", cid, ...news });
    kernel.tell({ type: "reject", cid, code: "file-changed", sentence: "a changed.", hint: "" });
    expect(session.files.value).toMatchObject(news);
    expect(session.notice.value).toBeNull();
    expect(session.waiting.value).toBe(0);
    expect(session.said.value).not.toBe("Saved");
  });

  it("do not hide what else went wrong", () => {
    session.request({ type: "save" });
    const { cid } = kernel.sent.at(-1) as { cid: string };
    kernel.tell({ type: "files", cid, ...news });
    kernel.tell({ type: "reject", cid, code: "file", sentence: "b is read-only.", hint: "" });
    expect(session.notice.value).toMatchObject({ sentence: "b is read-only." });
  });
});

describe("an edit that is lost on its way", () => {
  it("is sent again before what builds on it, whose refusal says nothing to anybody", () => {
    const [added, id] = add(session.store.peek("ask") as Rec, "touchpoints", 0, { name: "New" });
    kernel.answering = false;
    session.edit([added], "");
    session.edit([rename(id, "New", "Chat")], "", "Chat");
    const [first, second] = kernel.sent.slice(-2) as { cid: string; type: string }[];
    const hello = kernel.sent.length;
    kernel.tell({
      type: "reject",
      cid: second?.cid ?? "",
      code: "input",
      sentence: "There is nothing with this id.",
      hint: "",
    });
    expect(session.notice.value).toBeNull();
    kernel.answering = true;
    kernel.answer(kernel.sent[hello] as never);
    const again = (kernel.sent.slice(hello + 1) as { cid: string; type: string }[]).map(
      ({ type, cid }) => [type, cid],
    );
    expect(again).toEqual([
      ["edit", first?.cid],
      ["edit", second?.cid],
    ]);
    expect(session.waiting.value).toBe(0);
    expect(name(id)).toBe("Chat");
    expect(documentOf(session)).toEqual(kernel.doc);
    expect(session.notice.value).toBeNull();
  });
});
