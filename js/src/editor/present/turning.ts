/** To begin to present, to turn to another slide, and to end; the keys are those of slide tools. */
import { isFull, setFull } from "../../dom/full-screen";
import type { Slide, View } from "../view";
import { closer, type Deck, deckOf, shown, slideAt, turned } from "./deck";
import { closeDesk, openDesk } from "./desk";
import { showOf } from "./show";

export function present(view: View): void {
  view.editor.close();
  view.menu.value = null;
  const deck = deckOf(view.session.store, view.session.root);
  const { node, col } = view.active.peek();
  const stage = node ? view.columns()[col]?.stage : undefined;
  const at = deck.findIndex((each) => each.stage === stage);
  const show = showOf(view);
  show.began = Date.now();
  show.crowded.clear();
  view.presented.value = slideAt(deck, Math.max(0, at)) ?? { stage: "", at: 0, touchpoint: null };
  show.wasFull = isFull(view.root);
  void fill(view, true);
}

/** Take the whole screen, or give it back; where a page forbids it, that is said. */
async function fill(view: View, wish: boolean): Promise<void> {
  const { session, t } = view;
  const show = showOf(view);
  // Until it has come, the screen may still tell of what was before.
  show.ends = false;
  const done = await setFull(view.root, wish);
  view.full.value = isFull(view.root);
  if (!wish) return;
  if (!view.presented.peek()) {
    if (!show.wasFull) void fill(view, false);
    return;
  }
  show.ends = done;
  if (done) return;
  const [sentence, hint] = [t("editor.present.no_full"), t("editor.present.no_full_hint")];
  session.notice.value = { sentence, hint, draft: "" };
}

export function endPresenting(view: View): void {
  const slide = shown(view)?.slide;
  const show = showOf(view);
  view.presented.value = null;
  show.blank.value = "";
  show.typed.value = "";
  closeDesk(view);
  if (!show.wasFull) void fill(view, false);
  const col = view.columns().findIndex(({ stage }) => stage === slide?.stage);
  view.root.classList.remove("cjw-presenting"); // at once: what is hidden takes no focus
  if (slide && col >= 0) view.active.value = { row: "stage", node: slide.stage, col };
  view.focusActive();
}

/** Who leaves the full screen by the browser's own key has ended the presentation, too. */
export function watchFull(view: View): () => void {
  const { root } = view;
  const onChange = () => {
    if (view.presented.peek() && showOf(view).ends && !isFull(root)) endPresenting(view);
  };
  root.addEventListener("fullscreenchange", onChange);
  return () => {
    root.removeEventListener("fullscreenchange", onChange);
    closeDesk(view);
  };
}

type Go = (deck: Deck, slide: Slide) => Slide | null;

function go(view: View, to: Go): void {
  const now = shown(view);
  const show = showOf(view);
  show.typed.value = "";
  if (show.blank.value) show.blank.value = "";
  else if (now?.slide) view.presented.value = to(now.deck, now.slide) ?? now.slide;
}

/** What has no room on its slide even so is scrolled before the next one comes. */
function scroll(view: View, step: -1 | 1, by: number): boolean {
  const slide = view.root.querySelector<HTMLElement>(".cjw-slide");
  if (!slide || showOf(view).blank.peek()) return false;
  const before = slide.scrollTop;
  slide.scrollBy({ top: step * (by || slide.clientHeight * 0.8) });
  return slide.scrollTop !== before;
}

export function turn(view: View, step: -1 | 1): void {
  const isNarrow = view.root.querySelector(".cjw-deck[data-narrow]");
  if (!isNarrow && step > 0 && scroll(view, step, 0)) return;
  go(view, (deck, slide) => turned(deck, slide, step, showOf(view).crowded));
}

export const turnTo = (view: View, number: number) => go(view, (deck) => slideAt(deck, number));

export function turnDown(view: View, step: -1 | 1): void {
  if (!scroll(view, step, 80)) go(view, (deck, slide) => closer(deck, slide, step));
}

const blank = (view: View, how: "black" | "white") => {
  const show = showOf(view);
  show.blank.value = show.blank.value === how ? "" : how;
};

/** What keys and buttons do. */
const SHOWING = {
  next: (view: View) => turn(view, 1),
  previous: (view: View) => turn(view, -1),
  down: (view: View) => turnDown(view, 1),
  up: (view: View) => turnDown(view, -1),
  first: (view: View) => turnTo(view, 0),
  last: (view: View) => turnTo(view, Number.POSITIVE_INFINITY),
  digit(view: View, key = "") {
    const { typed } = showOf(view);
    typed.value = (typed.value + key).slice(-3);
    view.root.querySelector<HTMLElement>(".cjw-deck")?.focus();
  },
  enter(view: View) {
    const { typed } = showOf(view);
    if (typed.value) turnTo(view, Number(typed.value) - 1);
    else turn(view, 1);
  },
  black: (view: View) => blank(view, "black"),
  white: (view: View) => blank(view, "white"),
  full(view: View) {
    void fill(view, !isFull(view.root));
  },
  notes(view: View) {
    const { notes } = showOf(view);
    notes.value = !notes.value;
  },
  desk: (view: View) => openDesk(view),
  help(view: View) {
    view.sheet.value = true;
  },
  end(view: View) {
    const { blank, typed } = showOf(view);
    if (blank.value) blank.value = "";
    else if (typed.value) typed.value = "";
    else endPresenting(view);
  },
} satisfies { [name: string]: (view: View, key?: string) => void };

export type Showing = keyof typeof SHOWING;

/** Do what a key or a button means while a map is presented. */
export function doShowing(view: View, what: Showing, key?: string): void {
  SHOWING[what](view, key);
}
