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
  // On the window: a fast pointer has left the element before its first move is told.
  const on = <K extends keyof WindowEventMap>(
    name: K,
    handle: (event: WindowEventMap[K]) => void,
  ) => window.addEventListener(name, handle, { capture: true, signal });

  on("pointermove", (moved) => {
    if (moved.pointerId !== event.pointerId) return;
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
    if (up.pointerId !== event.pointerId) return;
    last = up;
    end(handlers.drop);
  });
  on("pointercancel", () => end(handlers.cancel));
  target.addEventListener("lostpointercapture", () => end(handlers.cancel), { signal });
  on("keydown", (key) => {
    if (key.key !== "Escape" || !dragging) return;
    key.stopPropagation();
    end(handlers.cancel);
  });
}
