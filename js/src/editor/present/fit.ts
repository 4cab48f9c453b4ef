/** How large a slide is written: as large as its room allows, and never below what can be read. */

/** What is drawn for: a projector of 1280 × 720. */
const [WIDTH, HEIGHT] = [1280, 720];
/** A telephone, upright or lying. */
const [NARROW, LOW] = [700, 440];

/**
 * What is tried, one after the other, as the style sheet knows it. Heads are smaller, cards fewer,
 * and touchpoints only named, as each has a slide of its own; pains join what stands at the end, and
 * then the curve goes. What is read stays as large, and only words that are wider than the slide are
 * divided.
 */
const STEPS = [
  "",
  "small",
  "small few",
  "small few names",
  "small few names joined",
  "few names joined bare",
  "small few names joined bare",
  "small one names joined bare",
];

/** A telephone is scrolled, as everything on it, but its words are as wide as they are. */
const SCROLLED = ["", "small"];

/** Personas whose names take more than these shares of curve and slide are named below the curve. */
const [WIDE, HIGH] = [0.4, 0.45];

const isWhole = (box: Element) => box.scrollWidth <= box.clientWidth + 1;
const holds = (box: Element) => box.scrollHeight <= box.clientHeight + 1 && isWhole(box);
const wordsFit = (box: Element) => [...box.querySelectorAll("h2, h3, p")].every(isWhole);

/** Write it smaller, until all of it fits; true when details were left to the next slides. */
export function written(deck: HTMLElement): boolean {
  const slide = deck.querySelector<HTMLElement>(".cjw-slide");
  const { clientWidth: width, clientHeight: height } = deck;
  if (!slide || !width) return false;
  const unit = Math.max(0.5, Math.min(width / WIDTH, height / HEIGHT));
  deck.style.setProperty("--cjw-unit", unit.toFixed(3));
  const narrow = width < NARROW || height < LOW;
  deck.toggleAttribute("data-narrow", narrow);
  named(deck);
  const names = slide.querySelector<HTMLElement>(".cjw-line-names");
  if (names) {
    names.removeAttribute("data-below");
    const { offsetWidth, offsetHeight, parentElement: curve } = names;
    const isWide = offsetWidth > (curve?.clientWidth ?? 0) * WIDE;
    names.toggleAttribute("data-below", isWide || offsetHeight > slide.clientHeight * HIGH);
  }
  const parts = slide.querySelector<HTMLElement>(".cjw-slide-parts");
  const boxes = narrow ? [] : [slide, ...slide.children];
  const fits = (step: string) => {
    slide.dataset.fit = step;
    if (parts) beside(parts);
    return boxes.every(holds) && wordsFit(slide);
  };
  const steps = narrow ? SCROLLED : [...(names ? [] : ["large"]), ...STEPS];
  if (!steps.some(fits) && !wordsFit(slide)) steps.some((step) => fits(`${step} broken`));
  more(deck);
  return /few|one/.test(slide.dataset.fit as string);
}

/** Whether something of the slide is still to be scrolled to. */
export function more(deck: HTMLElement): void {
  const slide = deck.querySelector(".cjw-slide");
  const rest = slide ? slide.scrollHeight - slide.scrollTop - slide.clientHeight : 0;
  deck.toggleAttribute("data-more", rest > 2);
}

/** The names of the stages stand below their line where each has room in three lines. */
function named(deck: HTMLElement): void {
  const way = deck.querySelector<HTMLElement>(".cjw-way");
  if (!way) return;
  way.setAttribute("data-named", "");
  const size = Number.parseFloat(getComputedStyle(deck).fontSize);
  const names = [...way.querySelectorAll<HTMLElement>("span")];
  const fit = names.every((name) => isWhole(name) && name.offsetHeight < size * 3.6);
  way.toggleAttribute("data-named", fit);
}

/** As many abreast as make even rows, or fewer, so that their words stay whole. */
function beside(parts: HTMLElement): void {
  let count = abreast(parts.childElementCount);
  const set = () => parts.style.setProperty("--cjw-abreast", String(count));
  set();
  while (count > 1 && !wordsFit(parts)) {
    count -= 1;
    set();
  }
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
