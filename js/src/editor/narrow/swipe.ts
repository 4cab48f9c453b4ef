/** A finger that goes sideways over the map turns to the next stage. */

const FAR = 60; // pixels
const FLAT = 2; // how many times farther across than down
/** What a finger moves itself. */
const MOVES = ".cjw-point, textarea, input, .cjw-dragged";

/** Tell of swipes: 1 to the left, as one turns a page. Returns a function that ends it. */
export function watchSwipes(place: HTMLElement, turn: (step: -1 | 1) => void): () => void {
  let from: { x: number; y: number } | null = null;
  const life = new AbortController();
  const listen = { passive: true, signal: life.signal };
  place.addEventListener(
    "touchstart",
    ({ touches, target }) => {
      const [finger] = touches;
      const moves = (target as Element).closest(MOVES);
      from =
        finger && touches.length === 1 && !moves ? { x: finger.clientX, y: finger.clientY } : null;
    },
    listen,
  );
  place.addEventListener(
    "touchend",
    ({ changedTouches }) => {
      const [finger] = changedTouches;
      if (!from || !finger) return;
      const [across, down] = [finger.clientX - from.x, finger.clientY - from.y];
      from = null;
      if (Math.abs(across) < FAR || Math.abs(across) < FLAT * Math.abs(down)) return;
      turn(across < 0 ? 1 : -1);
    },
    listen,
  );
  place.addEventListener(
    "touchcancel",
    () => {
      from = null;
    },
    listen,
  );
  return () => life.abort();
}
