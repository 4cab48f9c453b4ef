/** What screen readers are told of: marks of the data, not the frame that a brush draws. */
import type { Spec } from "vega";

type Part = { name?: string; aria?: boolean; marks?: Part[] };

export function quietBrushes(spec: Spec): void {
  const walk = (parts: Part[] = []) => {
    for (const part of parts) {
      if (/_brush(_bg)?$/.test(part.name ?? "")) part.aria = false;
      walk(part.marks);
    }
  };
  walk(spec.marks as Part[]);
}
