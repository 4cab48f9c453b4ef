/** Things in the top layer, beside what opened them: a notebook's outputs clip what they hold. */

import { isRightToLeft } from "./direction";

const GAP = 4;
const EDGE = 8;

/** Put a popover below its anchor, or above where there is more room, inside the window. */
function placeBeside(popover: HTMLElement, anchor: HTMLElement): void {
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popover;
  const below = window.innerHeight - box.bottom;
  const up = below < height + EDGE && box.top > below;
  const y = up ? box.top - height - GAP : box.bottom + GAP;
  const x = isRightToLeft(anchor) ? box.right - width : box.left;
  popover.style.left = `${Math.max(EDGE, Math.min(x, window.innerWidth - width - EDGE))}px`;
  popover.style.top = `${Math.max(EDGE, Math.min(y, window.innerHeight - height - EDGE))}px`;
}

/**
 * Show a popover beside its anchor, and keep it there however both of them move or grow; a press
 * elsewhere dismisses it. Returns a function that lets go of it.
 */
export function showBeside(popover: HTMLElement, anchor: HTMLElement, dismiss: () => void) {
  popover.showPopover();
  const place = () => anchor.isConnected && placeBeside(popover, anchor);
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
