import { parts } from "./days";
import type { Words } from "./texts";

/** The time where the reader is; of another day that day. */
export function clock(when: number, t: Words, now = Date.now()): string {
  const at = new Date(when);
  const here = new Date(when - at.getTimezoneOffset() * 60_000).toISOString();
  const isToday = at.toDateString() === new Date(now).toDateString();
  return t(isToday ? "format.time" : "format.day", parts(here, t));
}
