/** How a map is divided for paper: between stages, and only a very wide one within. */
import type { Column } from "../../layout/layout";

const PER_PAGE = 6;

/** The columns of each page, the last one not included. */
export function pages(cols: readonly Column[], most = PER_PAGE): [number, number][] {
  const found: [number, number][] = [];
  let from = 0;
  for (let at = 0; at < cols.length; ) {
    const { start, span } = cols[at] as Column;
    const end = Math.min(start + span, at + most);
    if (end - from > most) {
      found.push([from, at]);
      from = at;
    }
    at = end;
  }
  if (from < cols.length) found.push([from, cols.length]);
  return found;
}
