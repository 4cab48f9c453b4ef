/**
 * Edits that are in no file are gone with their kernel, or when the cell that made the map is run
 * again. So the browser keeps what such a map looks like, and offers it to the map that takes its
 * place: one with the same id, or made alike in the same notebook. Of a map that was made without
 * a file and saved to one it keeps the name of the file, for the cell makes the map without it.
 */
import { signal } from "@preact/signals";
import { likeness } from "../document/likeness";
import { nest, type Records } from "../document/records";
import type { Change, Id, NodeJson, ToBrowser, TrailState } from "../document/types";
import type { Session } from "./session";

export type Kept = {
  /** The kernel's object that was edited. */
  life: string;
  /** When, in milliseconds. */
  at: number;
  /** What it was like before anybody edited it here. */
  origin: string;
  map: Id;
  title: string;
  /** Null when it was too large to keep, or is in its file. */
  doc: NodeJson | null;
  /** What it was saved to, when it was made without a file. */
  file?: string;
};

/** Where they are kept, and which maps are on this page. */
export interface KeptMaps {
  /** Those of a notebook, the newest first. */
  read(place: string): Kept[];
  write(place: string, kept: Omit<Kept, "at">): void;
  /** Before the page goes. */
  leaving(write: () => void): () => void;
  drop(place: string, life: string): void;
  /** Say that a map is on this page; returns a function that takes it back. */
  hold(life: string): () => void;
  isHeld(life: string): boolean;
  /** Call back when other maps are on this page; returns a function that stops it. */
  watch(changed: () => void): () => void;
}

export const noMaps: KeptMaps = {
  read: () => [],
  write: () => {},
  leaving: () => () => {},
  drop: () => {},
  hold: () => () => {},
  isHeld: () => false,
  watch: () => () => {},
};

/** Milliseconds of rest before it is written again. */
const REST = 400;

export class Keeper {
  /** What earlier maps left that this one takes the place of. */
  readonly found = signal<Kept[]>([]);
  readonly #first: Records;
  #known: string | null = null;
  #met = false;
  #touched = false;
  #isUnsaved = false;
  /** Null while the map has none; undefined for who may not know. */
  #file: string | null | undefined;
  #isBornHere = false;
  /** The edits that the last commit answers. */
  #heard: string[] = [];
  #restored: { cid: string; life: string } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stops: (() => void)[] = [];

  constructor(
    readonly maps: KeptMaps,
    readonly session: Session,
    readonly place: string,
    readonly life: string,
  ) {
    this.#first = session.store.records;
  }

  start(): void {
    if (this.life && this.#stops.length === 0) {
      this.#stops = [
        this.maps.hold(this.life),
        this.maps.watch(() => this.#search()),
        this.maps.leaving(() => this.#flush()),
      ];
    }
  }

  stop(): void {
    this.#flush();
    this.#met = false;
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }

  /** The kernel is there, and says whether edits are in no file. */
  meet({ life, fresh, crumbs, file }: TrailState): void {
    if (life !== this.life || this.#stops.length === 0) return;
    const mine = this.maps.read(this.place).find((kept) => kept.life === life);
    if (mine) {
      this.#known = mine.origin;
      this.#touched = true;
    }
    this.#file = file?.name;
    this.#isBornHere ||= file?.name === null || mine?.file !== undefined;
    this.#isUnsaved = fresh !== null || crumbs.at(-1)?.unsaved === true;
    if (!this.#isUnsaved) {
      this.#rest();
      this.#touched = false;
      if (!this.#newFile) this.maps.drop(this.place, life);
      else if (mine?.file !== this.#newFile || mine.doc) this.#note(null);
    } else if (mine) {
      this.#writeSoon(); // what was kept before may lack what the kernel answered since
    }
    this.#met = true;
    this.#search();
  }

  /** Somebody's edit was taken; what Python edits, Python does again. */
  hear({ changes, origins }: Extract<ToBrowser, { type: "commit" }>): void {
    this.#heard = origins;
    this.#settle();
    if (changes.length === 0) return; // an answer, such as to a save
    this.#touched ||= origins.length > 0;
    if (this.#touched && this.#stops.length) this.#writeSoon();
  }

  #writeSoon(): void {
    this.#rest();
    this.#timer = setTimeout(() => {
      this.#rest();
      if (this.#isUnsaved) this.#write();
    }, REST);
  }

  /** Make the map what was kept, as one edit that undo takes back; kept until that is taken. */
  restore({ life }: Kept, changes: Change[], label: string): void {
    const cid = this.session.edit(changes, label);
    this.#restored = cid === null ? null : { cid, life };
    this.#settle();
  }

  #settle(): void {
    if (!this.#restored || !this.#heard.includes(this.#restored.cid)) return;
    this.discard(this.#restored.life);
    this.#restored = null;
  }

  discard(life: string): void {
    this.maps.drop(this.place, life);
    this.#search();
  }

  /** What the map was like at first; asked for only when it is needed, for maps are large. */
  get #origin(): string {
    this.#known ??= likeness(this.#doc(this.#first));
    return this.#known;
  }

  #doc(records = this.session.store.records): NodeJson {
    return nest(records, this.session.root);
  }

  get #newFile(): string | undefined {
    return this.#isBornHere ? (this.#file ?? undefined) : undefined;
  }

  #note(doc: NodeJson | null): void {
    const { maps, place, life, session } = this;
    const [map, file] = [session.root, this.#newFile];
    const title = String(session.store.records.get(map)?.fields.title ?? "");
    // The last file is the one that is looked for.
    for (const kept of file ? this.#mineBefore() : []) {
      if (kept.file && !kept.doc) maps.drop(place, kept.life);
    }
    maps.write(place, { life, origin: this.#origin, map, title, doc, file });
  }

  /** What was kept of maps whose place this one takes. */
  #mineBefore(): Kept[] {
    const { maps, place, life, session } = this;
    return maps.read(place).filter((kept) => {
      if (kept.life === life || maps.isHeld(kept.life)) return false;
      return kept.map === session.root || kept.origin === this.#origin;
    });
  }

  /** An edit that was just taken is in no file, whether or not the kernel has said so yet. */
  #flush(): void {
    if (this.#timer === undefined) return;
    this.#rest();
    this.#write();
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #write(): void {
    const doc = this.#doc();
    if (likeness(doc) === this.#origin) this.maps.drop(this.place, this.life);
    else this.#note(doc);
  }

  #search(): void {
    if (!this.#met) return;
    const { maps, place, session } = this;
    this.found.value = this.#mineBefore().filter((kept) => {
      if (kept.file && !kept.doc) return this.#file === null;
      const isHere = kept.doc !== null && likeness(kept.doc) === likeness(this.#doc());
      if (isHere) maps.drop(place, kept.life);
      return !isHere;
    });
    session.leftovers.isLater.value = this.found.value.some(({ doc }) => doc !== null);
  }
}
