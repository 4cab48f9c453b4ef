/** How much room a chart has: Python lays it out anew where it fits badly. */

const QUIET = 120; // milliseconds: a window that is drawn smaller passes through many widths

/** From a number of pixels on, and below another. */
export type Fits = [from: number, below: number];
const STEP = 8; // pixels: for fewer nothing is drawn anew

/**
 * Tell of the width of a place while the chart does not fit it as it is, and with `null` that it
 * does again. Returns a function that ends it.
 */
export function followRoom(
  place: HTMLElement,
  [from, below]: Fits,
  changed: (room: number | null) => void,
): () => void {
  let told: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    const width = Math.floor(place.clientWidth);
    if (!width) return; // not in the page, or hidden
    const room = width < from || width >= below ? width : null;
    if (room === told || (room && told && room >= told && room - told < STEP)) return;
    told = room;
    changed(room);
  };
  const observer = new ResizeObserver(() => {
    clearTimeout(timer);
    if (told === null) look();
    else timer = setTimeout(look, QUIET);
  });
  observer.observe(place);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
  };
}
