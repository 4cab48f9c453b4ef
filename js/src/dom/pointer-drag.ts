/** Dragging by mouse, pen or finger. Native drag and drop fails in shadow roots and in Lab. */
import type { Sides } from "./boxes";

export type DragHandlers = {
  /** The first time when the drag begins, wherever the pointer is then. */
  move: (event: PointerEvent) => void;
  drop: (event: PointerEvent) => void;
  cancel: () => void;
};

/** What scrolls when the pointer comes near the edge of what is seen of it. */
export type Scrolls = { scroller: HTMLElement; axes: "x" | "y" | "xy"; room: () => Sides };

export type DragOptions = {
  scrolls?: Scrolls;
  /** A finger scrolls, and drags only after it has rested. */
  hold?: boolean;
};

const THRESHOLD = 4;
const EDGE = 40;
/** Pixels in a frame, however far out the pointer is. */
const FASTEST = 24;
const HOLD = 350;
/** How far a resting finger may tremble. */
const TREMOR = 10;

/** How fast to scroll, in pixels a frame, for a pointer near an edge or beyond it. */
function speed(at: number, start: number, end: number): number {
  const over = Math.min(0, at - start - EDGE) + Math.max(0, at - end + EDGE);
  return Math.max(-FASTEST, Math.min(over / 4, FASTEST));
}

/** Follow the pointer that went down with `event` until it drops, or Escape cancels. */
export function startDrag(event: PointerEvent, handlers: DragHandlers, options: DragOptions = {}) {
  if (event.button !== 0 || !event.isPrimary) return;
  const { scrolls } = options;
  const held = options.hold === true && event.pointerType === "touch";
  const target = event.currentTarget as HTMLElement;
  const ended = new AbortController();
  let dragging = false;
  let last = event;
  let frame = 0;
  let rest: ReturnType<typeof setTimeout> | undefined;

  const scroll = () => {
    if (!scrolls) return;
    const { scroller, axes } = scrolls;
    const { left, right, top, bottom } = scrolls.room();
    const across = axes === "y" ? 0 : speed(last.clientX, left, right);
    const down = axes === "x" ? 0 : speed(last.clientY, top, bottom);
    if (across || down) {
      scroller.scrollLeft += across;
      scroller.scrollTop += down;
      handlers.move(last);
    }
    frame = requestAnimationFrame(scroll);
  };
  const begin = () => {
    dragging = true;
    target.setPointerCapture(event.pointerId);
    handlers.move(last);
    frame = requestAnimationFrame(scroll);
  };
  const end = (finish: (event: PointerEvent) => void) => {
    ended.abort();
    clearTimeout(rest);
    cancelAnimationFrame(frame);
    if (dragging) finish(last);
  };
  const { signal } = ended;
  // Until the drag has begun the pointer may leave a small target, so the window listens.
  const on = (
    name: "pointermove" | "pointerup" | "pointercancel",
    handle: (event: PointerEvent) => void,
  ) =>
    window.addEventListener(
      name,
      (found) => {
        if (found.pointerId === event.pointerId) handle(found);
      },
      { signal },
    );

  on("pointermove", (moved) => {
    last = moved;
    if (!dragging) {
      const far = Math.hypot(moved.clientX - event.clientX, moved.clientY - event.clientY);
      if (held && far > TREMOR) end(handlers.cancel);
      if (held || far < THRESHOLD) return;
      begin();
    }
    handlers.move(moved);
  });
  if (held) {
    rest = setTimeout(begin, HOLD);
    // Once the finger drags, the browser must neither scroll nor open its own menu.
    target.addEventListener("touchmove", (moved) => dragging && moved.preventDefault(), {
      passive: false,
      signal,
    });
    target.addEventListener("contextmenu", (menu) => menu.preventDefault(), { signal });
  }
  on("pointerup", (up) => {
    last = up;
    end(handlers.drop);
  });
  on("pointercancel", () => end(handlers.cancel));
  // A capture is lost when what is drawn anew moves the target, too: it is taken back, unless the
  // target or the pointer is gone. Before a drag it does not matter.
  const lost = (capture: Event) => {
    if (capture.target !== target || !dragging) return;
    try {
      target.setPointerCapture(event.pointerId);
    } catch {
      end(handlers.cancel);
    }
  };
  target.addEventListener("lostpointercapture", lost, { signal });
  window.addEventListener(
    "keydown",
    (key) => {
      if (key.key !== "Escape" || !dragging) return;
      key.stopPropagation();
      end(handlers.cancel);
    },
    { capture: true, signal },
  );
}
