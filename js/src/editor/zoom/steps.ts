/** The steps of the zoom. */

const STEPS = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];
const [LEAST, MOST] = [STEPS[0] as number, STEPS.at(-1) as number];

/** The next step up or down; one between two steps goes to its neighbour. */
export function zoomStep(now: number, by: -1 | 1): number {
  if (by === 1) return STEPS.find((step) => step > now + 0.001) ?? MOST;
  return STEPS.findLast((step) => step < now - 0.001) ?? LEAST;
}

/** The zoom at which `natural` pixels fit into `room`; what fits as it is, is not enlarged. */
export function zoomToFit(natural: number, room: number): number {
  return Math.max(LEAST, Math.min(1, Math.floor((room / natural) * 100) / 100));
}

export type Room = { width: number; height: number; natural: number };

/**
 * How large a stage is shown that has the screen to itself, and how wide its columns are.
 * As large as its width allows, as long as all lanes can be seen.
 */
export function stageZoom({ width, height, natural }: Room, head: number, span: number) {
  const wish = Math.min(width / (head + span * 170), height / natural);
  const zoom = Math.max(1, Math.min(MOST, Math.floor(wish * 20) / 20));
  // Rounded down: a stage that is wider than the room would show a scroll bar.
  return { zoom, column: Math.max(120, Math.floor(width / zoom - head) / span) };
}
