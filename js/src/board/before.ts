/**
 * What is chosen on a board is Python's, and gone when its cell is run again. So the browser keeps
 * it, and offers it to the board that takes its place: in the same cell, of the same map.
 */
import { hold, isHeld, watchHeld } from "../dom/held";
import { store, stored } from "../dom/storage";
import type { Choice, Filter } from "./source";

const PREFIX = "cjwidgets.chosen";
const MOST = 8;
const OLDEST = 30 * 24 * 3600 * 1000;

type Kept = {
  /** The kernel's object that it was chosen on. */
  life: string;
  at: number;
  spot: string;
  map: string;
  title: string;
  chosen: Choice[];
};

/** What is on, in words that Python takes. */
export function chosenIn({ dimensions }: Filter): Choice[] {
  return dimensions.flatMap(({ name: dimension, options, chosen = [], said = "" }) => [
    ...options.filter(({ on }) => on).map(({ key, name }) => ({ dimension, key, name })),
    // As in an address: the first and the last day.
    ...(chosen.length > 0 ? [{ dimension, key: chosen.join(".."), name: said }] : []),
  ]);
}

const isChoice = (each: Partial<Choice> | null) =>
  [each?.dimension, each?.key, each?.name].every((part) => typeof part === "string");

function read(place: string): Kept[] {
  try {
    const kept: Kept[] = JSON.parse(stored(`${PREFIX}.${place}`) || "[]");
    return kept.filter(
      ({ at, chosen }) => Date.now() - at < OLDEST && chosen.length > 0 && chosen.every(isChoice),
    );
  } catch {
    return []; // not ours
  }
}

/** Names alone: in a map that was made anew, ids are others. */
const said = (chosen: Choice[]) =>
  JSON.stringify(chosen.map(({ dimension, name }) => [dimension, name]));

export class Before {
  /** What was chosen on the board before this one; null when there is nothing to put back. */
  found: Choice[] | null = null;
  #last: string;
  #touched = false;

  constructor(
    readonly filter: () => Filter,
    readonly changed: () => void,
  ) {
    this.#last = said(chosenIn(filter()));
  }

  start(ended: AbortSignal): void {
    const home = this.filter().home;
    if (!home) return;
    const stops = [hold(home.life), watchHeld(() => this.#search())];
    this.#search();
    ended.addEventListener("abort", () => {
      for (const stop of stops) stop();
    });
  }

  /** Somebody uses the board: what is chosen from now on takes the place of what was before. */
  touch(): void {
    this.#touched = true;
  }

  /** Take note of what is chosen now. */
  follow(): void {
    const home = this.filter().home;
    const chosen = chosenIn(this.filter());
    const now = said(chosen);
    if (!home || now === this.#last) return;
    this.#last = now;
    const { place, ...here } = home;
    const others = read(place).filter((each) => each.life !== home.life);
    if (this.#touched && this.found) this.#drop(others);
    const mine = chosen.length > 0 ? [{ ...here, at: Date.now(), chosen }] : [];
    store(`${PREFIX}.${place}`, JSON.stringify([...mine, ...others].slice(0, MOST)));
    this.#search();
  }

  /** It is put back, or nobody wants it. */
  discard(): void {
    const place = this.filter().home?.place ?? "";
    const kept = read(place);
    this.#drop(kept);
    store(`${PREFIX}.${place}`, JSON.stringify(kept));
    this.#search();
  }

  #drop(kept: Kept[]): void {
    for (let at = kept.length - 1; at >= 0; at -= 1) {
      if (this.#isBefore(kept[at] as Kept)) kept.splice(at, 1);
    }
  }

  #isBefore({ life, spot, map, title }: Kept): boolean {
    const home = this.filter().home;
    if (!home || life === home.life || isHeld(life) || spot !== home.spot) return false;
    return map === home.map || title === home.title;
  }

  #search(): void {
    const place = this.filter().home?.place ?? "";
    const kept = read(place).find((each) => this.#isBefore(each));
    const isNew = kept && said(kept.chosen) !== this.#last;
    const found = isNew ? kept.chosen : null;
    if (JSON.stringify(found) === JSON.stringify(this.found)) return;
    this.found = found;
    this.changed();
  }
}
