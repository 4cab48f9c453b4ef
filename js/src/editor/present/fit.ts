/** How large a slide is written: as large as its room allows, and never below what can be read. */

/** What is drawn for: a projector of 1280 × 720. */
const [WIDTH, HEIGHT] = [1280, 720];
const NARROW = 700;
const LAST = 4;

/** From this step on a stage shows the names of its touchpoints, and each has a slide of its own. */
const NAMES = 3;

const holds = (box: Element) =>
  box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1;

/** Write it smaller, and then leave details to the next slides, until all of it fits. */
export function written(deck: HTMLElement): { crowded: boolean } {
  const slide = deck.querySelector<HTMLElement>(".cjw-slide");
  const { clientWidth: width, clientHeight: height } = deck;
  if (!slide || !width) return { crowded: false };
  const unit = Math.max(0.5, Math.min(width / WIDTH, height / HEIGHT));
  deck.style.setProperty("--cjw-unit", unit.toFixed(3));
  const narrow = width < NARROW;
  deck.toggleAttribute("data-narrow", narrow);
  let step = 0;
  const set = () => {
    slide.dataset.fit = String(step);
  };
  set();
  // A telephone is scrolled, as everything on it.
  if (narrow) return { crowded: false };
  const boxes = [slide, ...slide.children];
  while (step < LAST && !boxes.every(holds)) {
    step += 1;
    set();
  }
  return { crowded: step >= NAMES };
}

/** How many touchpoints stand beside each other: all of them, or so that the rows are even. */
export function abreast(count: number): number {
  if (count <= 3) return Math.max(1, count);
  return count === 4 ? 2 : 3;
}

/** A sign of Chinese is as wide as it is high; others are about half as wide. */
export const widthOf = (text: string) =>
  [...text].reduce(
    (sum, sign) => sum + (/\p{Script=Han}|[\u3000-\u30ff]/u.test(sign) ? 1 : 0.58),
    0,
  );

/** Whether names of this size stand below parts of this width, in two lines and with whole words. */
export function namesFit(names: readonly string[], width: number, size: number): boolean {
  const room = width / size;
  return names.every((name) => {
    const words = name.split(/[\s-]+/);
    const longest = Math.max(
      ...words.map((word) => (/\p{Script=Han}/u.test(word) ? 1 : widthOf(word))),
    );
    return longest <= room && widthOf(name) <= room * 1.7;
  });
}
