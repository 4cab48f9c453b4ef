/** A line drawn over columns: how high it runs in each. */
import type { Id } from "../../document/types";

export type Slot = { id: Id; left: number; right: number };

export class Stroke {
  /** How high it ran in each column, nearest to its middle and the last time it was there. */
  readonly heights = new Map<Id, number>();
  #slot: Slot | null = null;
  #nearest = 0;

  constructor(
    readonly slots: readonly Slot[],
    private x: number,
    private y: number,
  ) {
    this.to(x, y);
  }

  /** A pointer that is fast leaves columns out: what lies between is a straight line. */
  to(x: number, y: number): void {
    const [low, high] = [Math.min(this.x, x), Math.max(this.x, x)];
    const back = x < this.x;
    // A column whose edge is where it begins was left before.
    const passed = this.slots
      .filter(({ left, right }) =>
        back ? left < high && right >= low : right > low && left <= high,
      )
      .sort((a, b) => (back ? b.left - a.left : a.left - b.left));
    for (const slot of passed) this.#pass(slot, low, high, x, y);
    this.x = x;
    this.y = y;
  }

  #pass(slot: Slot, low: number, high: number, x: number, y: number): void {
    const { id, left, right } = slot;
    if (slot !== this.#slot) this.#nearest = right - left;
    this.#slot = slot;
    const middle = (left + right) / 2;
    // Around the middle the hand may tremble to a side.
    const around = (right - left) / 4;
    const there = Math.abs(x - middle) <= around;
    const near = there ? x : Math.min(Math.max(middle, left, low), right, high);
    const away = Math.abs(near - middle);
    if (away > Math.max(this.#nearest, around)) return;
    this.#nearest = Math.min(this.#nearest, away);
    const share = x === this.x ? 1 : (near - this.x) / (x - this.x);
    this.heights.set(id, this.y + (y - this.y) * share);
  }
}
