/** Dragging by mouse, pen or finger. Native drag and drop fails in shadow roots and in Lab. */

export type DragHandlers = {
  start?: () => void;
  move: (event: PointerEvent) => void;
  drop: (event: PointerEvent) => void;
  cancel: () => void;
};

export type DragOptions = {
  /** What scrolls when the pointer comes near its edge. */
  scroller?: HTMLElement;
  /** Scroll up and down too. */
  vertical?: boolean;
  /** A finger scrolls, and drags only after it has rested: for what fills the grid. */
  hold?: boolean;
};

const THRESHOLD = 4;
const EDGE = 40;
const HOLD = 350;
/** How far a resting finger may tremble. */
const TREMOR = 10;

/** Follow the pointer that went down with `event` until it drops, or Escape cancels. */
export function startDrag(event: PointerEvent, handlers: DragHandlers, options: DragOptions = {}) {
  if (event.button !== 0 || !event.isPrimary) return;
  const { scroller } = options;
  const held = options.hold === true && event.pointerType === "touch";
  const target = event.currentTarget as HTMLElement;
  const ended = new AbortController();
  let dragging = false;
  let last = event;
  let frame = 0;
  let rest: ReturnType<typeof setTimeout> | undefined;

  const scroll = () => {
    if (!scroller) return;
    const box = scroller.getBoundingClientRect();
    const left = Math.min(0, last.clientX - box.left - EDGE);
    const right = Math.max(0, last.clientX - box.right + EDGE);
    const up = options.vertical ? Math.min(0, last.clientY - box.top - EDGE) : 0;
    const down = options.vertical ? Math.max(0, last.clientY - box.bottom + EDGE) : 0;
    if (left || right || up || down) {
      scroller.scrollLeft += (left + right) / 4;
      scroller.scrollTop += (up + down) / 4;
      handlers.move(last);
    }
    frame = requestAnimationFrame(scroll);
  };
  const begin = () => {
    dragging = true;
    target.setPointerCapture(event.pointerId);
    handlers.start?.();
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
  // A finger is captured by what it touched, and that is lost to the target when it drags.
  const lost = (capture: Event) => capture.target === target && end(handlers.cancel);
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
