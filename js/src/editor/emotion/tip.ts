/** What explains a point stays inside the map, whichever edge the point is near. */
const EDGE = 4;

export function keepInside(point: HTMLElement, scroller: HTMLElement): void {
  const tip = point.querySelector<HTMLElement>(".cjw-tip");
  if (!tip) return;
  tip.style.translate = "";
  const box = tip.getBoundingClientRect();
  const room = scroller.getBoundingClientRect();
  const along = (start: number, end: number, from: number, to: number) =>
    (Math.max(0, from + EDGE - start) || Math.min(0, to - EDGE - end)) / (tip.currentCSSZoom ?? 1);
  const right = room.left + scroller.clientLeft + scroller.clientWidth;
  const bottom = room.top + scroller.clientTop + scroller.clientHeight;
  const x = along(box.left, box.right, room.left, right);
  const y = along(box.top, box.bottom, room.top, bottom);
  tip.style.translate = `${x}px ${y}px`;
}
