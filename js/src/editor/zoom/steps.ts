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
