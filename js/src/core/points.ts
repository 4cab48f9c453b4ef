/** What a persona feels at a touchpoint. Its twin is Touchpoint.measured_of and emotion_of. */
import type { Rec } from "./records";
import type { Id, Json } from "./types";

export type Point = {
  value: number;
  measured: boolean;
  n: number | null;
  low: number | null;
  high: number | null;
};

type Measured = { value: number; n?: number; low?: number; high?: number };

/** What a persona feels at a touchpoint: measured where there is a measurement, else assumed. */
export function pointOf(touchpoint: Rec, persona: Id): Point | null {
  const measurements = (touchpoint.fields.measured ?? {}) as unknown as Record<string, Measured>;
  const found = measurements[persona] ?? measurements[""];
  if (found) {
    const { value, n = null, low = null, high = null } = found;
    return { value, measured: true, n, low, high };
  }
  const own = ((touchpoint.fields.emotions ?? {}) as Record<string, Json>)[persona];
  const value = own ?? touchpoint.fields.emotion ?? null;
  return value === null
    ? null
    : { value: Number(value), measured: false, n: null, low: null, high: null };
}
