/** The records on the screen, each behind a signal: an edit redraws what shows it. */
import { batch, type Signal, signal } from "@preact/signals";
import type { Rec, Records } from "./records";
import type { Id } from "./types";

export class Store {
  #records: Records;
  /** Grows with every edit: for what reads the whole map, and may come a little later. */
  readonly version = signal(0);
  readonly #signals = new Map<Id, Signal<Rec | undefined>>();

  constructor(records: Records) {
    this.#records = records;
  }

  get records(): Records {
    return this.#records;
  }

  /** The record, watched: what reads it is redrawn when it changes. */
  get(id: Id): Rec | undefined {
    let found = this.#signals.get(id);
    if (!found) {
      found = signal(this.#records.get(id));
      this.#signals.set(id, found);
    }
    return found.value;
  }

  /** The record as it is now. */
  peek(id: Id): Rec | undefined {
    return this.#records.get(id);
  }

  /** Show other records; only what differs is told. */
  show(records: Records): void {
    if (records === this.#records) return;
    this.#records = records;
    batch(() => {
      this.version.value += 1;
      for (const [id, watched] of this.#signals) {
        const record = records.get(id);
        if (watched.peek() === record) continue;
        watched.value = record;
        if (record === undefined) this.#signals.delete(id);
      }
    });
  }
}
