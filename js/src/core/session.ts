/**
 * The browser's end of the conversation; the kernel's is widgets/session.py.
 * `confirmed` is what the kernel said; edits made here are `pending` until it answers,
 * and the screen shows both. The kernel wins: when it refuses an edit, the edit goes.
 */
import { type Signal, signal } from "@preact/signals";
import { flatten, nest, type Records } from "./records";
import { apply } from "./reducer";
import { Store } from "./store";
import type { Change, Host, Id, Snapshot, ToBrowser } from "./types";

/** ready: all is saved; saving: an answer is due; silent: none came; lost: no connection. */
export type Status = "ready" | "saving" | "silent" | "lost";
export type Notice = { sentence: string; hint: string; draft: string; cid?: string };

const SAVING_AFTER = 600;
const SILENT_AFTER = 2000;

type Pending = { cid: string; changes: Change[]; draft: string };

export class Session {
  readonly root: Id;
  readonly store: Store;
  readonly status: Signal<Status> = signal("ready");
  readonly waiting = signal(0);
  readonly canUndo = signal(false);
  readonly canRedo = signal(false);
  readonly notice = signal<Notice | null>(null);
  readonly said = signal("");

  readonly #host: Host;
  readonly #client = newId(12);
  #confirmed: Records;
  #rev: number;
  #pending: Pending[] = [];
  #sent = 0;
  #timers: ReturnType<typeof setTimeout>[] = [];
  #stop: (() => void) | null = null;

  constructor(host: Host) {
    const snapshot = host.snapshot();
    this.#host = host;
    this.#rev = snapshot.rev;
    this.#confirmed = flatten(snapshot.doc);
    this.root = snapshot.doc.id;
    this.store = new Store(this.#confirmed);
    this.#setHistory(snapshot);
  }

  /** Listen, and ask for what happened since the snapshot. */
  start(): void {
    this.#stop ??= this.#host.listen((message) => this.#receive(message));
    this.#hello();
  }

  /** Tell the kernel that nobody looks any more. */
  stop(): void {
    this.#stop?.();
    this.#stop = null;
    this.#clearTimers();
    this.#post({ type: "bye", client: this.#client });
  }

  /** Returns the edit's number, which a notice names when the kernel refuses it. */
  edit(changes: Change[], label: string, draft = ""): string | null {
    if (changes.length === 0) return null;
    const cid = this.#expect(changes, draft);
    this.store.show(apply(this.store.records, changes));
    this.said.value = label;
    this.#post({ type: "edit", cid, base: this.#rev, label, changes });
    return cid;
  }

  undo(): void {
    this.#post({ type: "undo", cid: this.#expect([], "") });
  }

  redo(): void {
    this.#post({ type: "redo", cid: this.#expect([], "") });
  }

  /** The document on the screen, edits that wait included. */
  document() {
    return nest(this.store.records, this.root);
  }

  #receive(message: ToBrowser): void {
    if (this.status.peek() !== "ready") this.#clearTimers();
    switch (message.type) {
      case "snapshot":
        this.#confirmed = flatten(message.doc);
        this.#rev = message.rev;
        this.#setHistory(message);
        break;
      case "ready":
        this.#setHistory(message);
        break;
      case "commit":
        this.#commit(message);
        break;
      case "reject":
        this.#reject(message);
        break;
    }
    this.#settle();
  }

  #commit(message: Extract<ToBrowser, { type: "commit" }>): void {
    const answered = new Set(message.origins);
    this.#pending = this.#pending.filter(({ cid }) => !answered.has(cid));
    if (message.rev < this.#rev) return;
    if (message.from !== this.#rev) {
      if (message.rev !== this.#rev) this.#hello();
      return;
    }
    this.#confirmed = apply(this.#confirmed, message.changes);
    this.#rev = message.rev;
    this.#setHistory(message);
  }

  #reject({ cid, sentence, hint }: Extract<ToBrowser, { type: "reject" }>): void {
    const refused = this.#pending.find((edit) => edit.cid === cid);
    if (cid !== null && !refused) return; // another browser's
    this.#pending = this.#pending.filter((edit) => edit !== refused);
    this.notice.value = { sentence, hint, draft: refused?.draft ?? "", cid: refused?.cid };
  }

  /** Show the confirmed state with the waiting edits on top, and say how many wait. */
  #settle(): void {
    let shown = this.#confirmed;
    for (const { changes } of this.#pending) {
      if (changes.length) shown = apply(shown, changes);
    }
    this.store.show(shown);
    this.waiting.value = this.#pending.length;
    this.#clearTimers();
    if (this.#pending.length === 0) this.status.value = "ready";
    else this.#startTimers();
  }

  #expect(changes: Change[], draft: string): string {
    this.#sent += 1;
    const cid = `${this.#client}-${this.#sent}`;
    this.#pending.push({ cid, changes, draft });
    this.waiting.value = this.#pending.length;
    if (this.#pending.length === 1) this.#startTimers();
    return cid;
  }

  #startTimers(): void {
    const turn = (status: Status, after: number) =>
      setTimeout(() => {
        if (this.status.peek() !== "lost") this.status.value = status;
      }, after);
    this.#timers = [turn("saving", SAVING_AFTER), turn("silent", SILENT_AFTER)];
  }

  #clearTimers(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
  }

  #setHistory({ undo, redo }: Pick<Snapshot, "undo" | "redo">): void {
    this.canUndo.value = undo;
    this.canRedo.value = redo;
  }

  #hello(): void {
    this.#post({ type: "hello", client: this.#client, rev: this.#rev });
  }

  #post(message: Parameters<Host["send"]>[0]): void {
    try {
      this.#host.send(message);
    } catch {
      this.status.value = "lost"; // the notebook has closed the connection: say so, keep all
    }
  }
}

const ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

/** A short random id, as in model/node.py. */
export function newId(length = 8): Id {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join("");
}
