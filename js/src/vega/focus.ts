/** What marks say under the pointer they say by keyboard, too: one stop of Tab, then arrows. */

type Item = { tooltip?: unknown };
type Show = (at: { clientX: number; clientY: number }, value: unknown) => void;

const MARKS = '[role="graphics-symbol"][aria-label]:not([aria-label=""])';
const NUMBERS = 'text[aria-label]:is([role="graphics-symbol"], [aria-hidden="true"])';
const STEPS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Marks that say something, in the order in which they are drawn. */
function speaking(place: HTMLElement): SVGElement[] {
  return [...place.querySelectorAll<SVGElement>(MARKS)].filter((each) => tipOf(each));
}

function tipOf(mark: Element): unknown {
  return (mark as { __data__?: Item }).__data__?.tooltip;
}

/** A number that is not printed is no symbol: readers of the screen would find one without a name. */
function hushNameless(place: HTMLElement): void {
  for (const number of place.querySelectorAll(NUMBERS)) {
    if (number.getAttribute("aria-label")) {
      number.setAttribute("role", "graphics-symbol");
      number.removeAttribute("aria-hidden");
    } else {
      number.removeAttribute("role");
      number.setAttribute("aria-hidden", "true");
    }
  }
}

/** Let marks be walked; returns what is called after each drawing, which may have made new ones. */
export function walkable(place: HTMLElement, show: Show): () => void {
  let at = 0;
  const stop = (): SVGElement[] => {
    const marks = speaking(place);
    at = Math.max(0, Math.min(at, marks.length - 1));
    for (const [index, mark] of marks.entries()) {
      mark.setAttribute("tabindex", index === at ? "0" : "-1");
    }
    return marks;
  };
  const go = (to: number) => {
    at = to;
    stop()[at]?.focus();
  };
  place.addEventListener("focusin", ({ target }) => {
    const mark = target as SVGElement;
    const now = speaking(place).indexOf(mark);
    if (now < 0) return;
    at = now;
    stop();
    const { left, width, bottom } = mark.getBoundingClientRect();
    show({ clientX: left + width / 2, clientY: bottom }, tipOf(mark));
  });
  place.addEventListener("focusout", () => show({ clientX: 0, clientY: 0 }, null));
  place.addEventListener("keydown", (event) => {
    const marks = speaking(place);
    const mark = marks[at];
    if (!mark || event.target !== mark) return;
    const step = STEPS[event.key];
    if (step) go((at + step + marks.length) % marks.length);
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(marks.length - 1);
    else if (event.key === "Enter" || event.key === " ") {
      mark.dispatchEvent(new MouseEvent("click", { bubbles: true, shiftKey: event.shiftKey }));
    } else if (event.key === "Escape") show({ clientX: 0, clientY: 0 }, null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return () => {
    hushNameless(place);
    stop();
  };
}
