/** A stand-in for the kernel: it takes every edit, or refuses it, and numbers what it takes. */
import { flatten, nest } from "../src/document/records";
import { apply } from "../src/document/reducer";
import type { Change, Host, NodeJson, Snapshot, ToBrowser, ToKernel } from "../src/document/types";

export class Kernel implements Host {
  rev = 0;
  sent: ToKernel[] = [];
  answering = true;
  refuse: (message: ToKernel) => string | null = () => null;
  #receivers = new Set<(message: ToBrowser) => void>();

  constructor(public doc: NodeJson) {}

  snapshot(): Snapshot {
    return { rev: this.rev, doc: this.doc, undo: false, redo: false };
  }

  listen(receive: (message: ToBrowser) => void) {
    this.#receivers.add(receive);
    return () => this.#receivers.delete(receive);
  }

  send(message: ToKernel): void {
    this.sent.push(message);
    if (this.answering) this.answer(message);
  }

  answer(message: ToKernel): void {
    if (message.type === "hello") {
      this.tell({ type: "snapshot", client: message.client, ...this.snapshot() });
    }
    if (message.type !== "edit") return;
    const sentence = this.refuse(message);
    if (sentence === null) this.commit(message.changes, [message.cid]);
    else this.tell({ type: "reject", cid: message.cid, code: "input", sentence, hint: "" });
  }

  /** An edit of the kernel's own, or the answer to one. */
  commit(changes: Change[], origins: string[] = []): void {
    const from = this.rev;
    this.rev += 1;
    this.doc = nest(apply(flatten(this.doc), changes), this.doc.id);
    this.tell({ type: "commit", from, rev: this.rev, changes, origins, undo: true, redo: false });
  }

  tell(message: ToBrowser): void {
    for (const receive of this.#receivers) receive(message);
  }
}

export const MAP: NodeJson = {
  id: "map",
  title: "Shop",
  personas: [{ id: "anna", name: "Anna" }],
  lanes: [{ id: "doing", shows: "actions" }],
  stages: [
    {
      id: "ask",
      name: "Ask",
      touchpoints: [
        { id: "search", name: "Search", emotion: 1 },
        { id: "chat", name: "Chat" },
      ],
    },
    { id: "buy", name: "Buy", touchpoints: [{ id: "cart", name: "Cart" }] },
    { id: "use", name: "Use" },
  ],
};
