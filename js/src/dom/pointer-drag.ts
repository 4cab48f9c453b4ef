/** Dragging by mouse, pen or finger. Native drag and drop fails in shadow roots and in Lab. */

export type DragHandlers = {
  start?: () => void;
  move: (event: PointerEvent) => void;
  drop: (event: PointerEvent) => void;
  cancel: () => void;
};

const THRESHOLD = 4;
const EDGE = 40;

/** Follow the pointer that went down with `event` until it drops, or Escape cancels. */
export function startDrag(event: PointerEvent, handlers: DragHandlers, scroller?: HTMLElement) {
  if (event.button !== 0 || !event.isPrimary) return;
  const target = event.currentTarget as HTMLElement;
  const ended = new AbortController();
  let dragging = false;
  let last = event;
  let frame = 0;

  const scroll = () => {
    if (!scroller) return;
    const box = scroller.getBoundingClientRect();
    const left = Math.min(0, last.clientX - box.left - EDGE);
    const right = Math.max(0, last.clientX - box.right + EDGE);
    if (left || right) {
      scroller.scrollLeft += (left + right) / 4;
      handlers.move(last);
    }
    frame = requestAnimationFrame(scroll);
  };
  const end = (finish: (event: PointerEvent) => void) => {
    ended.abort();
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
      if (Math.hypot(moved.clientX - event.clientX, moved.clientY - event.clientY) < THRESHOLD) {
        return;
      }
      dragging = true;
      target.setPointerCapture(event.pointerId);
      handlers.start?.();
      frame = requestAnimationFrame(scroll);
    }
    handlers.move(moved);
  });
  on("pointerup", (up) => {
    last = up;
    end(handlers.drop);
  });
  on("pointercancel", () => end(handlers.cancel));
  target.addEventListener("lostpointercapture", () => end(handlers.cancel), { signal });
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
