/** The rows of a chart: its first ones, and those that take their place later. */
import { read, type Spec, type View } from "vega";
import type { Rows } from "../core/chart";

type Source = { name: string; values?: unknown; format?: object };

const sources = (spec: Spec) => (spec.data ?? []) as Source[];

/** Vega marks the rows that it gets as its own: each view needs a copy. */
const copied = (rows: unknown) => structuredClone(rows);

/** Put rows into a spec. */
export function fill(spec: Spec, rows: Rows): void {
  for (const source of sources(spec)) {
    if (source.name in rows) source.values = copied(rows[source.name]);
  }
}

/** Put other rows into a view of the spec, read as its first ones were; not drawn yet. */
export function replace(view: View, spec: Spec, before: Rows, after: Rows): void {
  for (const { name, format } of sources(spec)) {
    if (!(name in after) || JSON.stringify(before[name]) === JSON.stringify(after[name])) continue;
    const schema = { type: "json", ...format } as Parameters<typeof read>[1];
    view.data(name, read(copied(after[name]) as never, schema) as object[]);
  }
}
