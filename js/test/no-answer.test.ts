/** Who asks and gets no answer is told so: on a board, and at controls of ipywidgets. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import answers from "../src/entries/answers";
import { teller } from "../src/host/tell";
import { mountBoard } from "../src/view/board/board";

type Listener = () => void;

class Emitter {
  comm_live = true;
  listeners = new Map<string, Set<Listener>>();
  on(event: string, listener: Listener) {
    this.listeners.set(event, (this.listeners.get(event) ?? new Set()).add(listener));
  }
  off(event: string, listener: Listener) {
    this.listeners.get(event)?.delete(listener);
  }
  fire(event: string) {
    for (const listener of this.listeners.get(event) ?? []) listener();
  }
}

let el: HTMLElement;

beforeEach(() => {
  vi.useFakeTimers();
  el = document.createElement("div");
  document.body.replaceChildren(el);
});

afterEach(() => {
  vi.useRealTimers();
});

test("a message to nobody throws nothing, and it is known", () => {
  const model = (send: () => void) => ({ send }) as unknown as Parameters<typeof teller>[0];
  expect(teller(model(() => {}))("hello")).toBe(true);
  const dead = () => {
    throw new Error("Cannot send");
  };
  expect(teller(model(dead))("hello")).toBe(false);
});

test("controls wait for an answer, and know a lost connection at once", async () => {
  const control = new Emitter();
  const traits: Record<string, unknown> = { _controls: ["one"], _text: "No answer" };
  const sent: unknown[] = [];
  const model = Object.assign(new Emitter(), {
    get: (name: string) => traits[name],
    send: (message: unknown) => sent.push(message),
    widget_manager: { get_model: async () => control },
  });
  const stop = await answers.render({ model, el } as never);
  expect(sent).toEqual([{ type: "waits" }]);
  control.fire("change:value");
  vi.advanceTimersByTime(2000);
  model.fire("change:_answers");
  vi.advanceTimersByTime(9000);
  expect(el.textContent).toBe("");
  control.fire("change:value");
  vi.advanceTimersByTime(4100);
  expect(el.textContent).toBe("No answer");
  model.fire("change:_answers");
  expect(el.textContent).toBe("");
  control.comm_live = false;
  control.fire("comm_live_update");
  expect(el.textContent).toBe("No answer");
  stop();
  expect([el.childElementCount, control.listeners.get("change:value")?.size]).toEqual([0, 0]);
});

test("a board says so after a while, or at once where nobody can be told", async () => {
  let changed = () => {};
  let live = true;
  const unmount = mountBoard(el, {
    editor: "editor",
    charts: [],
    filter: () => ({
      locale: "en",
      stale: false,
      reading: false,
      places: [],
      personas: [],
      channels: ["web", "shop"].map((name) => ({ name, on: false })),
      said: ["600 customers"],
    }),
    texts: () => ({ "board.gone": "No answer" }),
    theme: () => "light",
    send: () => live,
    draw: async () => {},
    watch(callback) {
      changed = callback;
      return () => {};
    },
  });
  const status = () => el.querySelector("[role=status]")?.textContent;
  const click = async () => {
    el.querySelector("button")?.click();
    await vi.advanceTimersByTimeAsync(0);
  };
  await click();
  expect(status()).toBe("600 customers");
  await vi.advanceTimersByTimeAsync(4100);
  expect(status()).toBe("No answer");
  changed();
  await vi.advanceTimersByTimeAsync(20);
  expect(status()).toBe("600 customers");
  live = false;
  await click();
  await vi.advanceTimersByTimeAsync(20);
  expect(status()).toBe("No answer");
  unmount();
  expect(el.childElementCount).toBe(0);
});
