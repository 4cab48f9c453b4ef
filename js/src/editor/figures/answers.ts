/** What a number on the map is of: said beside it, for the pointer as for the keyboard. */
import { answersOf, figuresSaid, origin } from "../../document/figures";
import { isRightToLeft } from "../../dom/direction";
import { GAP, type Spot, showBeside } from "../../dom/popover";
import { nameOf } from "../../widget/names";
import type { View } from "../view";
import { levelOf } from "./figures";

const ROW = "observed-";
const NUMBERS = `[data-row^="${ROW}"], [data-of], .cjw-badge[title]`;
const PAUSE = 250; // milliseconds: a pointer on its way asks nothing

type Answer = { name: string; said: string[]; from: string[] };

/** Answer wherever pointer or focus come to a number. */
export function watchAnswers(view: View, ended: AbortSignal): void {
  let letGo = () => {};
  let asked: Element | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hide = () => {
    clearTimeout(timer);
    letGo();
    letGo = () => {};
    asked = null;
  };
  const show = (at: HTMLElement) => {
    hide();
    const answer = answerOf(view, at);
    if (answer) {
      letGo = shown(view, at, answer, hide);
      asked = at;
    }
  };
  const listen = { signal: ended };
  const { root } = view;
  const focus = (part: Element | null) => {
    if (!part?.matches("[data-row]:focus-visible")) return;
    const number = part.matches(NUMBERS) ? part : part.querySelector(NUMBERS);
    if (number) show(number as HTMLElement);
  };
  const point = (part: Element | null) => {
    const at = part?.closest(NUMBERS);
    if (at && at === asked) return;
    clearTimeout(timer);
    if (at) timer = setTimeout(show, PAUSE, at as HTMLElement);
    else if (!asked?.closest(":focus-visible")) hide();
  };
  root.addEventListener("focusin", (event) => focus(event.target as Element), listen);
  root.addEventListener("focusout", hide, listen);
  root.addEventListener("pointerover", (event) => point(event.target as Element), listen);
  root.addEventListener("pointerleave", hide, listen);
  root.addEventListener("keydown", ({ key }) => key === "Escape" && hide(), listen);
  ended.addEventListener("abort", hide);
  // Whoever made this script come is there already.
  point(root.querySelector(`:is(${NUMBERS}):hover`));
  focus(root.querySelector("[data-row]:focus-visible"));
}

function answerOf(view: View, at: HTMLElement): Answer | null {
  const { t } = view;
  const now = Date.now();
  const filtered = view.filtered.peek() ?? [];
  const { row = "", node } = (at.closest<HTMLElement>("[data-row]") ?? at).dataset;
  const id = at.dataset.of ?? node;
  if (!id) return null;
  const name = nameOf(view, id);
  if (at.dataset.of) {
    const known = levelOf(view, id);
    const from = known?.sources.map((each) => origin(each, t, now)) ?? [];
    return known && { name, said: [t(`level.${known.level}`)], from: [...from, ...filtered] };
  }
  if (!row.startsWith(ROW)) return { name, said: at.title.split("\n"), from: [] };
  const numbers = view.observed.peek().get(id);
  const answers = row === `${ROW}answers`;
  const of = row === `${ROW}stage` ? "stage" : "touchpoint";
  const told = answersOf(numbers?.asked);
  const source = view.source(answers ? "survey" : "log");
  return {
    name,
    said: answers ? [told || "–"] : figuresSaid(numbers, of, t),
    from: [...(source ? [origin(source, t, now)] : []), ...filtered],
  };
}

function shown(view: View, at: HTMLElement, answer: Answer, hide: () => void): () => void {
  const tip = document.createElement("div");
  tip.className = "cjw-answer";
  tip.role = "tooltip";
  tip.popover = "manual";
  const line = (kind: "b" | "p", text: string) => {
    const made = tip.appendChild(document.createElement(kind));
    made.textContent = text;
    return made;
  };
  line("b", answer.name);
  for (const each of answer.said) line("p", each);
  const cell = at.closest("[data-row]");
  if (answer.from.length > 0) {
    const from = line("p", answer.from.join(" · "));
    from.className = "cjw-from";
    from.id = `${view.describedBy}-from`;
    // What stands above it the cell says itself.
    cell?.setAttribute("aria-describedby", from.id);
  }
  view.root.append(tip);
  let letGo = showBeside(tip, at, hide);
  const spot = spotInside(tip, at, view.root);
  if (spot) {
    letGo();
    tip.hidePopover();
    letGo = showBeside(tip, at, hide, spot);
  }
  return () => {
    letGo();
    tip.remove();
    cell?.removeAttribute("aria-describedby");
  };
}

/** Where it stays inside the map; null where it does, or would cover what it is about. */
function spotInside(tip: HTMLElement, at: HTMLElement, map: HTMLElement): Spot | null {
  const [box, now, room] = [tip, at, map].map((each) => each.getBoundingClientRect()) as [
    DOMRect,
    DOMRect,
    DOMRect,
  ];
  const left = Math.max(room.left, Math.min(box.left, room.right - box.width));
  const above = now.top - box.height - GAP;
  const top = box.bottom > room.bottom && above > Math.max(0, room.top) ? above : box.top;
  if (left === box.left && top === box.top) return null;
  return { x: isRightToLeft(at) ? left + tip.offsetWidth : left, y: top };
}
