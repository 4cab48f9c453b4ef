/**
 * The browser's end of the conversation; the kernel's is widgets/session.py.
 * `confirmed` is what the kernel said; edits made here are `pending` until it answers,
 * and the screen shows both. The kernel wins: when it refuses an edit, the edit goes.
 */
import { type Signal, signal } from "@preact/signals";
import { newId } from "../document/ids";
import { flatten, type Records } from "../document/records";
import { apply } from "../document/reducer";
import { Store } from "../document/store";
import type { CanUndo, Change, FileNews, Host, Id, Request, ToBrowser } from "../document/types";
import { overwritten } from "./conflicts";
import { Leftovers } from "./leftovers";
import { Patience } from "./patience";
import { type Mode, mayMake } from "./roles";
import { type Attic, type Edit, noAttic, unsaved } from "./unsaved";

/** ready: all is saved; saving: an answer is due; silent: none came; lost: no connection. */
export type Status = "ready" | "saving" | "silent" | "lost";
export type Notice = {
  /** Absent: the kernel's own sentence; overwrote: others' text; read-only: the mode changed. */
  kind?: "overwrote" | "read-only";
  sentence: string;
  hint: string;
  /** What can be copied, so that nothing typed is lost. */
  draft: string;
  /** Puts back what was overwritten. */
  revert?: Change[];
  /** The edit that was refused. */
  cid?: string;
};

type Pending = Edit & { cid: string; number: number; replays: boolean };

export class Session {
  readonly root: Id;
  readonly store: Store;
  readonly mode: Signal<Mode> = signal("edit");
  readonly author = signal("");
  readonly status: Signal<Status> = signal("ready");
  readonly waiting = signal(0);
  /** How many edits the file of the map misses. */
  readonly edits = signal(0);
  readonly canUndo = signal(false);
  readonly canRedo = signal(false);
  readonly notice = signal<Notice | null>(null);
  readonly said = signal("");
  /** What was done here and is easily missed, until anything else happens to the map: undo takes it back. */
  readonly told = signal("");
  readonly files = signal<FileNews | null>(null);
  readonly leftovers: Leftovers;

  readonly #host: Host;
  readonly #client = newId(12);
  #confirmed: Records;
  #rev: number;
  #pending: Pending[] = [];
  #sent = 0;
  /** For each hello on its way: how many edits went before it. */
  #asked: number[] = [];
  #met = false;
  readonly #patience: Patience;
  #stops: (() => void)[] = [];

  constructor(host: Host, attic: Attic = noAttic) {
    const snapshot = host.snapshot();
    this.#host = host;
    this.#rev = snapshot.rev;
    this.#confirmed = flatten(snapshot.doc);
    this.root = snapshot.doc.id;
    this.store = new Store(this.#confirmed);
    this.leftovers = new Leftovers(attic, this.root, this.#client);
    this.#patience = new Patience(
      (status) => {
        if (this.status.peek() !== "lost") this.status.value = status;
      },
      () => this.ask(),
    );
    this.#setHistory(snapshot);
  }

  /** Listen, and ask for what happened since the snapshot. */
  start(): void {
    if (this.#stops.length === 0) {
      this.#stops = [
        this.#host.listen((message) => this.#receive(message)),
        this.leftovers.attic.watch(() => this.#search()),
        this.leftovers.attic.live(this.#client),
      ];
    }
    this.ask();
    if (this.#pending.length) this.#patience.start();
  }

  /** Tell the kernel that nobody looks any more. */
  stop(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#asked = [];
    this.#pending = this.#edits(); // their answers are heard no more, and only edits are repeated
    this.#patience.stop();
    this.#post({ type: "bye", client: this.#client });
  }

  /** Ask for what was missed: after a sleep, a lost connection, a long silence. */
  ask(): void {
    this.#asked.push(this.#sent);
    this.#post({ type: "hello", client: this.#client, rev: this.#rev });
  }

  /** Take a role; the kernel holds us to it whatever is shown. */
  become(mode: Mode, author: string): void {
    const changed = mode !== this.mode.peek();
    this.author.value = author;
    this.mode.value = mode;
    if (changed && this.#stops.length) this.ask();
  }

  may(changes: readonly Change[]): boolean {
    return mayMake(this.mode.peek(), this.store.records, changes);
  }

  /**
   * Returns the edit's number, which a notice names when the kernel refuses it. What deletes, and
   * what `tells`, is said in a bar that offers undo.
   */
  edit(changes: Change[], label: string, draft = "", tells = false): string | null {
    return this.#edit({ changes, label, draft }, tells);
  }

  /** Send what an earlier editor left, as one edit; it stays on offer unless that is taken. */
  replay(label: string, draft: string): void {
    const changes = this.leftovers.found.peek().flatMap((edit) => edit.changes);
    this.#edit({ changes, label, draft }, false, true);
  }

  #edit({ changes, label, draft }: Edit, tells: boolean, replays = false): string | null {
    if (changes.length === 0) return null;
    if (!this.may(changes)) {
      if (draft) this.notice.value = { kind: "read-only", sentence: "", hint: "", draft };
      return null;
    }
    const cid = this.#expect({ changes, label, draft }, replays);
    this.store.show(apply(this.store.records, changes));
    this.said.value = label;
    this.told.value = tells || changes.some(({ kind }) => kind === "removed") ? label : "";
    this.#post({ type: "edit", cid, base: this.#rev, label, changes });
    return cid;
  }

  undo(): void {
    this.#step("undo");
  }

  redo(): void {
    this.#step("redo");
  }

  #step(type: "undo" | "redo"): void {
    if (this.mode.peek() === "edit") this.request({ type });
  }

  /** Ask for what only the kernel can do; `label` is said when it is done. */
  request(message: Request, label = ""): void {
    if (message.type !== "save") this.told.value = "";
    this.#post({ ...message, cid: this.#expect({ changes: [], label, draft: "" }) });
  }

  /** What waits here and what an earlier editor left, for people to copy. */
  unanswered(): Edit[] {
    return [...this.leftovers.found.peek(), ...this.#edits()];
  }

  /** Those of the waiting that are edits, and no undo. */
  #edits(): Pending[] {
    return this.#pending.filter(({ changes }) => changes.length);
  }

  #search(): void {
    const looks = this.#met && this.#stops.length > 0 && this.mode.peek() !== "view";
    if (looks) {
      this.leftovers.search(
        () => this.#confirmed,
        () => this.#search(),
      );
    }
  }

  #receive(message: ToBrowser): void {
    switch (message.type) {
      case "snapshot":
        if (message.rev !== this.#rev) this.told.value = "";
        this.#confirmed = flatten(message.doc);
        this.#rev = message.rev;
        this.#setHistory(message);
        this.#meet(message.client);
        break;
      case "ready":
        this.#setHistory(message);
        this.#meet(message.client);
        break;
      case "commit":
        this.#commit(message);
        break;
      case "reject":
        this.#reject(message);
        break;
      case "files":
        if (this.#pending.some(({ cid }) => cid === message.cid)) this.files.value = message;
        break;
    }
    this.#settle();
  }

  /**
   * Our hello was answered, so what went before it was heard, or lost: messages keep their order.
   * Edits that the map shows are done; others are sent again; undo might have been done, and is not.
   */
  #meet(client: string): void {
    if (client !== this.#client) return;
    const mark = this.#asked.shift() ?? 0;
    const earlier = this.#pending.filter(({ number }) => number <= mark);
    const again = unsaved(this.#confirmed, earlier);
    this.#pending = [...again, ...this.#pending.filter(({ number }) => number > mark)];
    for (const { cid, label, changes } of again) {
      this.#post({ type: "edit", cid, base: this.#rev, label, changes });
    }
    this.#met = true;
    this.#search();
  }

  #commit(message: Extract<ToBrowser, { type: "commit" }>): void {
    const answered = new Set(message.origins);
    for (const edit of this.#pending) {
      if (answered.has(edit.cid)) this.#taken(edit, message.changes);
    }
    this.#pending = this.#pending.filter(({ cid }) => !answered.has(cid));
    if (message.rev < this.#rev) return;
    if (message.from !== this.#rev) {
      if (message.rev !== this.#rev) this.ask();
      return;
    }
    this.#confirmed = apply(this.#confirmed, message.changes);
    this.#rev = message.rev;
    this.#setHistory(message);
    if (!message.origins.some((cid) => cid.startsWith(this.#client))) this.told.value = "";
    if (this.leftovers.found.peek().length) this.#search(); // this may be what was left
  }

  #taken({ changes, replays, label }: Pending, made: readonly Change[]): void {
    if (!changes.length && label) this.said.value = label;
    if (replays) this.leftovers.discard();
    const lost = overwritten(changes, made);
    if (lost.length === 0) return;
    const draft = lost.map(({ text }) => text).join("\n\n");
    const revert = lost.map((each) => each.revert);
    this.notice.value = { kind: "overwrote", sentence: "", hint: "", draft, revert };
  }

  #reject({ cid, code, sentence, hint }: Extract<ToBrowser, { type: "reject" }>): void {
    const refused = this.#pending.find((edit) => edit.cid === cid);
    if (cid !== null && !refused) return; // another browser's
    // Answers keep their order: an edit before it was lost on its way, and both are sent again.
    if (refused?.changes.length && refused !== this.#edits()[0]) {
      this.ask();
      return;
    }
    this.#pending = this.#pending.filter((edit) => edit !== refused);
    this.told.value = "";
    if (code === "file-changed") return; // told as news of files, with a choice
    this.notice.value = { sentence, hint, draft: refused?.draft ?? "", cid: refused?.cid };
  }

  /** Show the confirmed state with the waiting edits on top, and say how many wait. */
  #settle(): void {
    let shown = this.#confirmed;
    for (const { changes } of this.#pending) {
      if (changes.length) shown = apply(shown, changes);
    }
    this.store.show(shown);
    this.#count();
    if (this.#pending.length) {
      this.#patience.start();
    } else {
      this.#patience.stop();
      this.status.value = "ready";
    }
  }

  #expect(edit: Edit, replays = false): string {
    this.#sent += 1;
    const cid = `${this.#client}-${this.#sent}`;
    this.#pending.push({ ...edit, cid, number: this.#sent, replays });
    this.#count();
    if (this.#pending.length === 1) this.#patience.start();
    return cid;
  }

  #count(): void {
    this.waiting.value = this.#pending.length;
    this.leftovers.keep(this.#edits());
  }

  #setHistory({ undo, redo, edits }: CanUndo): void {
    if (edits !== undefined) this.edits.value = edits;
    this.canUndo.value = undo;
    this.canRedo.value = redo;
  }

  #post(message: Parameters<Host["send"]>[0]): void {
    try {
      this.#host.send(message);
    } catch {
      this.status.value = "lost"; // the notebook has closed the connection: say so, keep all
    }
  }
}
