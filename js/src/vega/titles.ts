/** The title and the description of a chart: signals, so that others take their place. */
import type { Spec, View } from "vega";
import type { ChartTexts } from "./chart";

const PARTS = { title: "text", subtitle: "subtitle" } as const;
const NAMES = ["title", "subtitle"] as const;
const signalOf = (name: string) => `cjw_${name}`;

/** Put texts into a spec. */
export function titled(spec: Spec, texts: ChartTexts = {}): void {
  if (texts.description) spec.description = texts.description;
  const title = spec.title as Record<string, unknown> | undefined;
  if (!title) return;
  spec.signals = [...(spec.signals ?? [])];
  for (const name of NAMES) {
    if (texts[name] === undefined) continue;
    title[PARTS[name]] = { signal: signalOf(name) };
    spec.signals.push({ name: signalOf(name), value: texts[name] });
  }
}

/** Put other texts into a view of the spec; not drawn yet. */
export function retitle(view: View, spec: Spec, texts: ChartTexts = {}): void {
  if (texts.description) view.description(texts.description);
  const known = new Set((spec.signals ?? []).map((each) => each.name));
  for (const name of NAMES) {
    if (known.has(signalOf(name))) view.signal(signalOf(name), texts[name]);
  }
}
