/** Which cards of a board reach over two rows or both columns, so that little room stays empty. */

/** Over two rows, over both columns, or a place like any other. */
export type Reach = "tall" | "wide" | "";

const GAP = 16;
const STAYS = 64; // pixels: for less nobody wants cards to change places

/**
 * How far each card reaches, by the heights of what they hold, in the order of the cards: these
 * stand in two columns, row by row. One that is much higher than its neighbour takes the next one
 * beside it, too, and one that is left over at the end both columns.
 */
export function reaches(heights: readonly number[], before: readonly Reach[] = []): Reach[] {
  const found: Reach[] = heights.map(() => "");
  let at = 0;
  while (at < heights.length) {
    const [left, right, third] = heights.slice(at, at + 3) as [number, number?, number?];
    if (right === undefined) {
      found[at] = "wide";
      break;
    }
    const high = left > right ? at : at + 1;
    const apart = Math.abs(left - right);
    const stays = before[high] === "tall" ? STAYS : 0;
    const takes = third !== undefined && Math.abs(apart - third - GAP) < apart + stays;
    if (takes) found[high] = "tall";
    at += takes ? 3 : 2;
  }
  return found;
}

/** As it was drawn: how high it is shown hangs on the width of its card. */
const heightOf = (inside: HTMLElement) =>
  Number(inside.querySelector("svg")?.getAttribute("height")) || inside.offsetHeight;

/** Arrange the cards of a board whenever what they hold has another height. */
export function arranges(ended: AbortSignal): (board: HTMLElement | null) => void {
  let seen: HTMLElement | null = null;
  return (board) => {
    if (!board || board === seen) return;
    seen = board;
    // A curve is as long as the journey: style sheets give it both columns.
    const cards = [...board.querySelectorAll<HTMLElement>(":scope > :not([data-chart=emotion])")];
    const inside = cards.map((card) => card.firstElementChild as HTMLElement);
    // In one column: over both a chart is drawn another way, and how it reaches hangs on these.
    const heights = cards.map(() => 0);
    const arrange = () => {
      if (!inside.every((each) => each.querySelector("svg") || each.role === "alert")) return;
      const before = cards.map((card) => (card.dataset.reach ?? "") as Reach);
      for (const [at, each] of inside.entries()) {
        if (before[at] !== "wide") heights[at] = heightOf(each);
      }
      for (const [at, reach] of reaches(heights, before).entries()) {
        if (reach !== before[at]) (cards[at] as HTMLElement).dataset.reach = reach;
      }
    };
    const observer = new ResizeObserver(arrange);
    for (const each of inside) observer.observe(each);
    ended.addEventListener("abort", () => observer.disconnect());
  };
}
