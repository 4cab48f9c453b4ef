/** Things in the top layer, beside what opened them: a notebook's outputs clip what they hold. */

import { isRightToLeft } from "./direction";

const GAP = 4;
const EDGE = 8;

/** Put a popover below its anchor, or above where there is more room, inside the window. */
export function placeBeside(popover: HTMLElement, anchor: HTMLElement): void {
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popover;
  const below = window.innerHeight - box.bottom;
  const up = below < height + EDGE && box.top > below;
  const y = up ? box.top - height - GAP : box.bottom + GAP;
  const x = isRightToLeft(anchor) ? box.right - width : box.left;
  popover.style.left = `${Math.max(EDGE, Math.min(x, window.innerWidth - width - EDGE))}px`;
  popover.style.top = `${Math.max(EDGE, Math.min(y, window.innerHeight - height - EDGE))}px`;
}

/** Call back on events that do not come from inside the popover. */
export function onOutside(
  popover: HTMLElement,
  names: readonly string[],
  callback: () => void,
  signal: AbortSignal,
): void {
  const outside = (event: Event) => {
    if (!event.composedPath().includes(popover)) callback();
  };
  for (const name of names) window.addEventListener(name, outside, { capture: true, signal });
}
