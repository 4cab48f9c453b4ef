/** Who asks and gets no answer is told so: on a board, and at controls of ipywidgets. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { mountBoard } from "../../src/board/board";
import { tellAnswers } from "../../src/dom/gone";
import unanswered from "../../src/entries/unanswered";
import { editorSettings } from "../../src/host/anywidget";
import { anywidgetBoard } from "../../src/host/anywidget-board";
import { anywidgetChart } from "../../src/host/anywidget-chart";
import { ask } from "../../src/host/ask";
import { teller } from "../../src/host/tell";

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
  const stop = await unanswered.render({ model, el } as never);
  expect(sent).toEqual([{ type: "waits" }]);
  control.fire("change:value");
  vi.advanceTimersByTime(1500);
  model.fire("change:_answers");
  vi.advanceTimersByTime(9000);
  expect(el.textContent).toBe("");
  control.fire("change:value");
  vi.advanceTimersByTime(1000);
  control.fire("change:value"); // a hand that moves on is not waited for longer
  vi.advanceTimersByTime(1100);
  expect(el.textContent).toBe("No answer");
  model.fire("change:_answers");
  expect(el.textContent).toBe("");
  control.comm_live = false;
  control.fire("comm_live_update");
  expect(el.textContent).toBe("No answer");
  stop();
  expect([el.childElementCount, control.listeners.get("change:value")?.size]).toEqual([0, 0]);
});

/** A model that keeps what is sent; `live` says whether there is a kernel to send it to. */
function modelOf(traits: Record<string, unknown> = {}) {
  const sent: unknown[] = [];
  const model = Object.assign(new Emitter(), {
    live: true,
    sent,
    get: (name: string) => traits[name],
    send(message: unknown) {
      if (!model.live) throw new Error("Cannot send");
      sent.push(message);
    },
    hear() {
      for (const each of model.listeners.get("msg:custom") ?? [])
        (each as (message: unknown) => void)({ type: "heard" });
    },
  });
  return model;
}

test("a question is told to have no answer once, after the one patience", () => {
  const model = modelOf();
  const told: boolean[] = [];
  const asks = (what: string) => ask(model, { what }, (answers) => told.push(answers));
  asks("a");
  vi.advanceTimersByTime(1000);
  asks("b"); // a drag asks all the time, and is not waited for longer
  expect(model.sent).toEqual([{ what: "a", ask: true }, { what: "b" }]);
  vi.advanceTimersByTime(900);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(200);
  expect(told).toEqual([false]);
  vi.advanceTimersByTime(60_000);
  asks("c");
  expect(told).toEqual([false]);
  // Whatever else is said is no answer to a question.
  for (const each of model.listeners.get("msg:custom") ?? [])
    (each as (message: unknown) => void)({ type: "ready" });
  expect(told).toEqual([false]);
  model.hear();
  expect([told, model.listeners.get("msg:custom")?.size]).toEqual([[false, true], 0]);
  vi.advanceTimersByTime(60_000);
  expect(told).toHaveLength(2);
  model.live = false;
  asks("d");
  expect(told.at(-1)).toBe(false);
});

/** A board in the page: its model is asked by clicks, and its parts tell what they learn. */
function board(model: ReturnType<typeof modelOf>) {
  const bar = {
    locale: "en",
    stale: false,
    reading: false,
    dimensions: [
      {
        name: "channels",
        shows: "buttons",
        marked: false,
        options: ["web", "shop"].map((name) => ({ key: name, name, on: false })),
      },
    ],
    said: ["600 customers"],
  };
  const traits: Record<string, unknown> = { _bar: bar, _texts: { "board.gone": "No answer" } };
  model.get = (name) => traits[name];
  const host = { getWidget: async () => ({ render: async () => {} }) };
  const unmount = mountBoard(el, anywidgetBoard({ model, el, host } as never));
  const said = async () => {
    await vi.advanceTimersByTimeAsync(20);
    return el.querySelector("[role=status]")?.textContent;
  };
  return { unmount, said };
}

test("a board says so after a while, or at once where nobody can be told", async () => {
  const model = modelOf();
  const { unmount, said } = board(model);
  el.querySelector("button")?.click();
  expect(await said()).toBe("600 customers");
  await vi.advanceTimersByTimeAsync(2100);
  expect(await said()).toBe("No answer");
  model.hear();
  expect(await said()).toBe("600 customers");
  model.live = false;
  el.querySelector("button")?.click();
  expect(await said()).toBe("No answer");
  model.fire("change:_bar");
  expect(await said()).toBe("600 customers");
  unmount();
  expect(el.childElementCount).toBe(0);
});

test.each(["head of the map", "chart"])("a %s on a board waits as the board does", async (part) => {
  const { said } = board(modelOf());
  const inside = el.querySelector(".cjw-board-map")?.appendChild(document.createElement("div"));
  const model = modelOf();
  const pick = { name: "pick", kind: "point" as const, points: [], ranges: {}, turn: 0 };
  const tell = (answers: boolean) => inside && tellAnswers(inside, answers);
  const choose =
    part === "chart"
      ? () => anywidgetChart({ model, el } as never, tell).chosen(pick)
      : () => editorSettings(model).selectOnBoard({ node: "buy", add: false }, tell);
  choose();
  expect(await said()).toBe("600 customers");
  await vi.advanceTimersByTimeAsync(2100);
  expect(await said()).toBe("No answer");
  model.hear();
  expect(await said()).toBe("600 customers");
});
