/** Scores on the map's scale. The words are the twin of Scale.word in model/values.py. */
import type { Fields } from "./types";

export type Scale = { low: number; high: number; labels: readonly string[] };

export function scaleOf(fields: Readonly<Fields> | undefined): Scale {
  const declared = fields?.scale as { low: number; high: number; labels?: string[] } | undefined;
  return { low: declared?.low ?? -2, high: declared?.high ?? 2, labels: declared?.labels ?? [] };
}

/** 0 at the high end, 1 at the low end: how far down the lane a score is drawn. */
export function depth(scale: Scale, value: number): number {
  return (scale.high - value) / (scale.high - scale.low);
}

/** The score at a depth, on a grid of 40 steps, so that it reads well: −1.4 and not −1.3874. */
export function scoreAt(scale: Scale, down: number): number {
  return snap(scale, scale.high - down * (scale.high - scale.low));
}

export function snap(scale: Scale, value: number): number {
  const grain = (scale.high - scale.low) / 40;
  const steps = Math.round((value - scale.low) / grain);
  const kept = Math.max(0, Math.min(40, steps));
  return Number((scale.low + kept * grain).toPrecision(10));
}

export function word(scale: Scale, value: number, usual: readonly string[]): string {
  const words = scale.labels.length ? scale.labels : usual;
  if (!words.length) return String(value);
  const step = ((value - scale.low) / (scale.high - scale.low)) * (words.length - 1);
  return words[Math.max(0, Math.min(words.length - 1, Math.floor(step + 0.5)))] as string;
}

/** The score that a word stands for; null when it is none of the scale's words. */
export function scoreIn(scale: Scale, text: string, usual: readonly string[]): number | null {
  const words = scale.labels.length ? scale.labels : usual;
  const index = words.findIndex((each) => each.toLowerCase() === text.trim().toLowerCase());
  if (index < 0 || words.length < 2) return null;
  return scale.low + (index / (words.length - 1)) * (scale.high - scale.low);
}
