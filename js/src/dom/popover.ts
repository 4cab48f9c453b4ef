/** Things in the top layer, beside what opened them: a notebook's outputs clip what they hold. */

import { isRightToLeft } from "./direction";

export const GAP = 4;
const EDGE = 8;

/** A place in the window. */
export type Spot = { x: number; y: number };

/** Put a popover below a box, or above where there is more room, inside the window. */
function placeBeside(popover: HTMLElement, anchor: HTMLElement, box: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = popover;
  const below = window.innerHeight - box.bottom;
  const up = below < height + EDGE && box.top > below;
  const gap = box.height > 0 ? GAP : 0;
  const y = up ? box.top - height - gap : box.bottom + gap;
  const x = isRightToLeft(anchor) ? box.right - width : box.left;
  popover.style.left = `${Math.max(EDGE, Math.min(x, window.innerWidth - width - EDGE))}px`;
  popover.style.top = `${Math.max(EDGE, Math.min(y, window.innerHeight - height - EDGE))}px`;
}

/**
 * Show a popover beside its anchor, or at a spot of it, and keep it there however both of them move
 * or grow; a press elsewhere dismisses it. Returns a function that lets go of it.
 */
export function showBeside(
  popover: HTMLElement,
  anchor: HTMLElement,
  dismiss: () => void,
  at?: Spot,
) {
  popover.showPopover();
  const from = anchor.getBoundingClientRect();
  const place = () => {
    if (!anchor.isConnected) return;
    const box = anchor.getBoundingClientRect();
    // It moves as its anchor does.
    const spot = at && new DOMRect(at.x + box.x - from.x, at.y + box.y - from.y);
    placeBeside(popover, anchor, spot ?? box);
  };
  place();
  const life = new AbortController();
  const { signal } = life;
  const outside = (event: Event) => {
    if (event.composedPath().includes(popover)) return;
    if (event.type === "pointerdown") dismiss();
    else place();
  };
  for (const name of ["pointerdown", "scroll", "resize"]) {
    window.addEventListener(name, outside, { capture: true, signal });
  }
  const grown = new ResizeObserver(place);
  grown.observe(popover);
  signal.addEventListener("abort", () => grown.disconnect());
  return () => life.abort();
}
