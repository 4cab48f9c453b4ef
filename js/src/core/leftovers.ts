/** The unanswered edits of one map: ours are put away, those of earlier editors are found. */
import { signal } from "@preact/signals";
import type { Records } from "./records";
import type { Id } from "./types";
import { type Attic, type Edit, unsaved } from "./unsaved";

export class Leftovers {
  /** What earlier editors of this map left. */
  readonly found = signal<Edit[]>([]);
  /** Whether an older state of the whole map is on offer: on top of it they are made again. */
  readonly isLater = signal(false);
  /** Whether what waits here would outlive the page. */
  readonly kept = signal(true);
  #clients: string[] = [];
  #isEmpty = true;

  constructor(
    readonly attic: Attic,
    readonly map: Id,
    readonly client: string,
  ) {}

  keep(edits: readonly Edit[]): void {
    if (this.#isEmpty && edits.length === 0) return;
    this.#isEmpty = edits.length === 0;
    this.kept.value = this.attic.write(this.map, this.client, edits) || this.#isEmpty;
  }

  search(records: Records): void {
    const edits: Edit[] = [];
    this.#clients = [];
    for (const { client, edits: all } of this.attic.read(this.map)) {
      if (client === this.client) continue;
      const left = unsaved(records, all);
      if (left.length === 0) this.attic.write(this.map, client, []);
      else this.#clients.push(client);
      edits.push(...left);
    }
    if (edits.length || this.found.peek().length) this.found.value = edits;
  }

  discard(): void {
    for (const client of this.#clients) this.attic.write(this.map, client, []);
    this.found.value = [];
  }
}
