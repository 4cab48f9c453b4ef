/** Where the cards of a board stand in two columns, so that little room stays empty. */

const GAP = 16;
/** Pixels that may stay empty in one card rather than that another reaches over both columns. */
const WIDE = 80;
/** The same of the first one, beside which one looks for the second. */
const FIRST = 140;
const QUIET = 500; // milliseconds: while charts are drawn anew, no card changes its place

/** The column, 0 for both, and from where on and how far a card reaches, in pixels. */
export type Place = { column: 0 | 1 | 2; top: number; height: number };

/** How high a card is in one column and over both, and whether it always reaches over both. */
type Card = { height: number; over: number; wide: boolean };

/** Some cards after each other, each below the shorter column; both columns end at one line. */
function block(heights: readonly number[], top: number): { places: Place[]; empty: number } {
  const ends = [top, top];
  const columns: Place[][] = [[], []];
  const places = heights.map((height) => {
    const at = (ends[0] as number) <= (ends[1] as number) ? 0 : 1;
    const place: Place = { column: at === 0 ? 1 : 2, top: ends[at] as number, height };
    ends[at] = place.top + height + GAP;
    columns[at]?.push(place);
    return place;
  });
  const [left = 0, right = 0] = ends;
  const empty = Math.abs(left - right);
  // What is left over is shared by the cards of the shorter column.
  const shorter = columns[left < right ? 0 : 1] ?? [];
  for (const [at, place] of shorter.entries()) {
    const before = Math.round((empty * at) / shorter.length);
    place.top += before;
    place.height += Math.round((empty * (at + 1)) / shorter.length) - before;
  }
  return { places, empty: empty ** 2 / shorter.length };
}

const inColumns = (cards: readonly Card[]) => cards.map(({ height }) => height);

/**
 * Where the blocks end in which cards stand, in their order: two columns whose ends meet, or a
 * card that reaches over both. Of all ways it is the one that leaves least empty.
 */
export function blocks(cards: readonly Card[]): number[] {
  /** Of the cards from here on: what it costs, and where the blocks end. */
  const best: { cost: number; ends: number[] }[] = [];
  best[cards.length] = { cost: 0, ends: [] };
  for (let at = cards.length - 1; at >= 0; at -= 1) {
    for (let end = at + 1; end <= cards.length; end += 1) {
      const some = cards.slice(at, end);
      const over = some.some(({ wide }) => wide);
      if (over && end > at + 1) break;
      const isFirst = cards.slice(0, at).every(({ wide }) => wide);
      const alone = over ? 0 : isFirst ? FIRST : WIDE;
      const { cost, ends } = best[end] as { cost: number; ends: number[] };
      // Some room in each card is less to see than all of it in one.
      const whole = cost + (end > at + 1 ? block(inColumns(some), 0).empty : alone ** 2);
      if (whole < (best[at]?.cost ?? Infinity)) best[at] = { cost: whole, ends: [end, ...ends] };
    }
  }
  return best[0]?.ends ?? [];
}

/** The places of cards in these blocks. */
export function placed(cards: readonly Card[], ends: readonly number[]): Place[] {
  const places: Place[] = [];
  let top = 0;
  for (const end of ends) {
    const some = cards.slice(places.length, end);
    const made: Place[] =
      some.length > 1
        ? block(inColumns(some), top).places
        : some.map(({ over }) => ({ column: 0, top, height: over }));
    places.push(...made);
    top = Math.max(...made.map((place) => place.top + place.height)) + GAP;
  }
  return places;
}

/** How high a card is with what it holds now. */
function heightOf(card: HTMLElement, inside: HTMLElement): number {
  const { paddingTop, paddingBottom } = getComputedStyle(card);
  const frame = card.offsetHeight - card.clientHeight;
  return Math.ceil(
    inside.offsetHeight + frame + parseFloat(paddingTop) + parseFloat(paddingBottom),
  );
}

function put(card: HTMLElement, { column, top, height }: Place): void {
  const [first, span] = column === 0 ? [1, 2] : [column, 1];
  card.style.setProperty("--cjw-area", `${top + 1} / ${first} / span ${height} / span ${span}`);
  reach(card, column === 0 ? "wide" : "");
}

function reach(card: HTMLElement, how: "wide" | ""): void {
  if ((card.dataset.reach ?? "") !== how) card.dataset.reach = how;
}

/** Arrange the cards of a board whenever what they hold has another height. */
export function arranges(ended: AbortSignal): (board: HTMLElement | null) => void {
  let seen: HTMLElement | null = null;
  return (board) => {
    if (!board || board === seen) return;
    seen = board;
    const cards = [...board.querySelectorAll<HTMLElement>(":scope > *")];
    const inside = cards.map((card) => card.firstElementChild as HTMLElement);
    // In one column: over both a chart is drawn another way.
    let heights: number[] = [];
    let ends: number[] = [];
    let width = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const arrange = (isQuiet = false) => {
      if (!inside.every((each) => each.querySelector("svg") || each.role === "alert")) return;
      // What was measured in columns of another width says nothing of these.
      if (Math.abs(board.clientWidth - width) > width / 20) {
        width = board.clientWidth;
        [heights, ends] = [[], []];
        board.dataset.arranged = "";
        for (const card of cards) reach(card, "");
      }
      const now = cards.map((card, at): Card => {
        const over = heightOf(card, inside[at] as HTMLElement);
        if (card.dataset.reach !== "wide") heights[at] = over;
        // A curve is as long as the journey.
        return { height: heights[at] ?? over, over, wide: card.dataset.chart === "emotion" };
      });
      if (isQuiet) ends = blocks(now);
      for (const [at, place] of placed(now, ends).entries()) put(cards[at] as HTMLElement, place);
      if (ends.length > 0) board.dataset.arranged = "yes";
    };
    const observer = new ResizeObserver(() => {
      arrange();
      clearTimeout(timer);
      timer = setTimeout(() => arrange(true), QUIET);
    });
    for (const each of inside) observer.observe(each);
    ended.addEventListener("abort", () => {
      clearTimeout(timer);
      observer.disconnect();
    });
  };
}
