/** Which slide comes after which: a stage at a time, or one touchpoint of it. */
import type { Store } from "../../document/store";
import type { Id } from "../../document/types";
import type { Slide, View } from "../view";

export type Deck = readonly { stage: Id; touchpoints: readonly Id[] }[];

export const deckOf = (store: Store, root: Id): Deck =>
  (store.get(root)?.children.stages ?? []).map((stage) => ({
    stage,
    touchpoints: store.get(stage)?.children.touchpoints ?? [],
  }));

/** A slide as it can be shown: what was removed meanwhile gives way to its neighbour. */
export function standing(deck: Deck, slide: Slide): Slide | null {
  const found = deck.findIndex(({ stage }) => stage === slide.stage);
  const at = found >= 0 ? found : Math.max(0, Math.min(slide.at, deck.length - 1));
  const here = deck[at];
  if (!here) return null;
  const { stage, touchpoints } = here;
  const own = slide.touchpoint !== null && touchpoints.includes(slide.touchpoint);
  return { stage, at, touchpoint: own ? slide.touchpoint : null };
}

/** The deck and the slide of it that is shown; null when none is. */
export function shown(view: View): { deck: Deck; slide: Slide | null } | null {
  const wish = view.presented.value;
  if (wish === null) return null;
  const deck = deckOf(view.session.store, view.session.root);
  return { deck, slide: standing(deck, wish) };
}

/** The slide of the stage of this number, or of the first or the last one. */
export function slideAt(deck: Deck, number: number): Slide | null {
  const at = Math.max(0, Math.min(number, deck.length - 1));
  const stage = deck[at]?.stage;
  return stage === undefined ? null : { stage, at, touchpoint: null };
}

/**
 * The next slide or the one before. Who looks at a touchpoint goes on to the next one; a stage
 * whose touchpoints had no room beside each other shows them one after the other.
 */
export function turned(deck: Deck, slide: Slide, step: -1 | 1, crowded: ReadonlySet<Id>): Slide {
  const parts = deck[slide.at]?.touchpoints ?? [];
  const other = () => slideAt(deck, slide.at + step) ?? slide;
  const isEnd = !deck[slide.at + step];
  if (slide.touchpoint !== null) {
    const next = parts[parts.indexOf(slide.touchpoint) + step];
    if (next !== undefined) return { ...slide, touchpoint: next };
    return step < 0 ? { ...slide, touchpoint: null } : isEnd ? slide : other();
  }
  if (step > 0) {
    const first = parts[0];
    return crowded.has(slide.stage) && first
      ? { ...slide, touchpoint: first }
      : isEnd
        ? slide
        : other();
  }
  if (isEnd) return slide;
  const before = other();
  const last = deck[before.at]?.touchpoints.at(-1);
  return crowded.has(before.stage) && last ? { ...before, touchpoint: last } : before;
}

/** Closer, to the touchpoints of the stage; or back from the first of them to the stage. */
export function closer(deck: Deck, slide: Slide, step: -1 | 1): Slide {
  const parts = deck[slide.at]?.touchpoints ?? [];
  const now = slide.touchpoint === null ? -1 : parts.indexOf(slide.touchpoint);
  const next = Math.max(-1, Math.min(now + step, parts.length - 1));
  return { ...slide, touchpoint: parts[next] ?? null };
}
