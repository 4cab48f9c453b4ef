/** What a persona feels at a touchpoint. Its twin is Touchpoint.measured_of and emotion_of. */
import type { Felt } from "./figures";
import { entryOf } from "./keyed";
import type { Rec } from "./records";
import type { Id } from "./types";

export type Point = {
  value: number;
  measured: boolean;
  n: number | null;
  low: number | null;
  high: number | null;
  /** By data that are attached now. */
  live?: boolean;
  /** Why there is no interval. */
  why?: string;
};

type Measured = {
  value: number;
  n?: number;
  low?: number | null;
  high?: number | null;
  live?: boolean;
  why?: string;
};

/** What is assumed, whatever was measured. */
export function assumedOf({ fields }: Rec, persona: Id): number | null {
  const value = entryOf(fields.emotions, persona) ?? fields.emotion ?? null;
  return value === null ? null : Number(value);
}

/**
 * What a persona feels at a touchpoint: measured where there is a measurement, else assumed. What
 * attached data say now goes before what the file keeps, the persona's own before everyone's.
 */
export function pointOf(touchpoint: Rec, persona: Id, felt: readonly Felt[] = []): Point | null {
  const kept = (id: Id) => entryOf(touchpoint.fields.measured, id) as Measured | undefined;
  const live = (id: Id): Measured | undefined => {
    const found = felt.find(([of]) => of === id);
    if (!found) return undefined;
    const [, value, low, high, n, why] = found;
    return { value, low, high, n, live: true, why };
  };
  const found = live(persona) ?? kept(persona) ?? live("") ?? kept("");
  if (found) {
    const { value, n = null, low = null, high = null, live = false, why = "" } = found;
    return { value, measured: true, n, low, high, live, ...(why && { why }) };
  }
  const value = assumedOf(touchpoint, persona);
  return value === null ? null : { value, measured: false, n: null, low: null, high: null };
}
