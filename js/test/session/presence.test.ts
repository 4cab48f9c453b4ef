/** What waits in an editor that lives is no left-over: it is offered when that editor has gone. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Change } from "../../src/document/types";
import { localAttic } from "../../src/dom/attic";
import { Session } from "../../src/session/session";
import { Kernel, MAP } from "../kernel";

type Request = { exclusive: boolean; grant: () => void };

/** The browser's locks, as far as they are used here: one exclusive holder, others queue. */
class Locks {
  #queues = new Map<string, Request[]>();
  #held = new Map<string, { exclusive: boolean; count: number; drop: () => void }>();

  async request(name: string, ...rest: unknown[]): Promise<unknown> {
    const callback = rest.pop() as (lock: object | null) => unknown;
    const { mode, ifAvailable } = (rest[0] ?? {}) as { mode?: string; ifAvailable?: boolean };
    const exclusive = mode !== "shared";
    if (ifAvailable && this.#held.get(name)?.exclusive) return callback(null);
    await new Promise<void>((grant) => {
      this.#queues.set(name, [...(this.#queues.get(name) ?? []), { exclusive, grant }]);
      this.#next(name);
    });
    try {
      return await Promise.race([callback({ name }), this.#held.get(name) && this.#lost(name)]);
    } finally {
      this.#release(name);
    }
  }

  /** The page of whoever holds it is killed. */
  kill(name: string) {
    this.#held.get(name)?.drop();
  }

  names = () => [...this.#held.keys()];

  #lost = (name: string) =>
    new Promise<void>((drop) => {
      const held = this.#held.get(name);
      if (held) held.drop = drop;
    });

  #next(name: string) {
    const [first, ...others] = this.#queues.get(name) ?? [];
    const held = this.#held.get(name);
    if (!first || held?.exclusive || (held && first.exclusive)) return;
    this.#queues.set(name, others);
    const count = (held?.count ?? 0) + 1;
    this.#held.set(name, { exclusive: first.exclusive, count, drop: () => {} });
    first.grant();
    this.#next(name);
  }

  #release(name: string) {
    const held = this.#held.get(name);
    if (held && held.count > 1) held.count -= 1;
    else this.#held.delete(name);
    this.#next(name);
  }
}

const renamed: Change = { kind: "updated", id: "ask", fields: { name: ["Ask", "Wonder"] } };
let locks: Locks;
let kernel: Kernel;

const settled = () => vi.advanceTimersByTimeAsync(0);
/** An editor of the map: of the same kernel, in the same page or another one. */
const open = async () => {
  const session = new Session(kernel, localAttic());
  session.start();
  await settled();
  return session;
};
const offered = (session: Session) => session.leftovers.found.value.length;

/** An editor that waits for a kernel that sleeps, and another that has just been opened. */
async function two() {
  const first = await open();
  kernel.answering = false;
  first.edit([renamed], "Renamed", "Wonder");
  const second = await open();
  for (const message of kernel.sent.filter(({ type }) => type === "hello")) kernel.answer(message);
  await settled();
  return { first, second };
}

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  locks = new Locks();
  vi.stubGlobal("navigator", { locks });
  kernel = new Kernel(structuredClone(MAP));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("is not offered by others while its editor lives", async () => {
  const { second } = await two();
  expect([offered(second), localStorage.length]).toEqual([0, 1]);
  window.dispatchEvent(new StorageEvent("storage", { key: null }));
  await settled();
  expect([offered(second), localStorage.length]).toEqual([0, 1]);
});

it("is offered as soon as its editor has gone, once", async () => {
  const { first, second } = await two();
  first.stop();
  await settled();
  expect(offered(second)).toBe(1);
  second.leftovers.discard();
  await settled();
  expect([offered(second), localStorage.length, locks.names().length]).toEqual([0, 0, 1]);
});

it("is not offered any more once the map shows it", async () => {
  const { first, second } = await two();
  first.stop();
  await settled();
  expect(offered(second)).toBe(1);
  kernel.commit([renamed]);
  await settled();
  expect([offered(second), localStorage.length]).toEqual([0, 0]);
});

it("is offered when the page of its editor was killed, and not any more when it is back", async () => {
  const { first, second } = await two();
  const [own] = locks.names();
  locks.kill(own ?? "");
  await settled();
  expect(offered(second)).toBe(1);
  first.start();
  window.dispatchEvent(new StorageEvent("storage", { key: null }));
  first.stop();
  first.start();
  await settled();
  window.dispatchEvent(new StorageEvent("storage", { key: null }));
  await settled();
  expect(offered(second)).toBe(0);
});

const forbidden = async () => {
  throw new DOMException("no", "SecurityError");
};

it.each([{}, { locks: { request: forbidden } }])(
  "is offered where the browser tells nothing of locks",
  async (navigator) => {
    vi.stubGlobal("navigator", navigator);
    expect(offered((await two()).second)).toBe(1);
  },
);
