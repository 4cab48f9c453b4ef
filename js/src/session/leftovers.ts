/** The unanswered edits of one map: ours are put away, those of editors that are gone are found. */
import { signal } from "@preact/signals";
import type { Records } from "../document/records";
import type { Id } from "../document/types";
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
  #searches = 0;
  /** Editors that live elsewhere, or are asked: what waits there is theirs, until they leave. */
  readonly #others = new Map<string, Promise<boolean>>();

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

  /** Look what is left over; `again` is called when there may be more. */
  async search(records: () => Records, again: () => void): Promise<void> {
    this.#searches += 1;
    const search = this.#searches;
    const kept = this.attic.read(this.map).filter(({ client }) => client !== this.client);
    const live = await Promise.all(kept.map(({ client }) => this.#lives(client, again)));
    if (search !== this.#searches) return;
    const edits: Edit[] = [];
    this.#clients = [];
    // They may have been answered, or discarded elsewhere, while that was asked.
    const now = new Map(this.attic.read(this.map).map((each) => [each.client, each.edits]));
    for (const [at, { client }] of kept.entries()) {
      if (live[at]) continue;
      const left = unsaved(records(), now.get(client) ?? []);
      if (left.length === 0) this.attic.write(this.map, client, []);
      else this.#clients.push(client);
      edits.push(...left);
    }
    if (edits.length || this.found.peek().length) this.found.value = edits;
  }

  #lives(client: string, again: () => void): Promise<boolean> {
    const forget = () => this.#others.delete(client);
    const ask = async () => {
      const does = await this.attic.lives(client, () => {
        forget();
        again();
      });
      if (!does) forget();
      return does;
    };
    const known = this.#others.get(client) ?? ask();
    this.#others.set(client, known);
    return known;
  }

  discard(): void {
    this.#searches += 1; // one that is on its way would find them again
    for (const client of this.#clients) this.attic.write(this.map, client, []);
    this.found.value = [];
  }
}
