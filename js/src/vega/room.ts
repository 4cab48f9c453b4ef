/** How much room a chart has: Python lays it out anew where that is little. */

const QUIET = 120; // milliseconds: a window that is drawn smaller passes through many widths

/**
 * Tell of the width of a place while it is narrower than a number of pixels, and with `null` that
 * it is not any more. Returns a function that ends it.
 */
export function followRoom(
  place: HTMLElement,
  below: number,
  changed: (room: number | null) => void,
): () => void {
  let told: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    const width = Math.floor(place.clientWidth);
    if (!width) return; // not in the page, or hidden
    const room = width < below ? width : null;
    if (room === told) return;
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
