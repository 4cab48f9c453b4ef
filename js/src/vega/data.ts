/** The rows of a chart: its first ones, and those that take their place later. */
import { read, type Spec, type View } from "vega";
import { own } from "../document/own";
import type { Rows } from "./chart";

type Source = { name: string; values?: unknown; format?: object };

const sources = (spec: Spec) => (spec.data ?? []) as Source[];

/** Vega marks the rows that it gets as its own: each view needs a copy. */
const copied = (rows: unknown) => structuredClone(rows);

/** Put rows into a spec. */
export function fill(spec: Spec, rows: Rows): void {
  for (const source of sources(spec)) {
    const found = own(rows, source.name);
    if (found !== undefined) source.values = copied(found);
  }
}

/** Put other rows into a view of the spec, read as its first ones were; not drawn yet. */
export function replace(view: View, spec: Spec, before: Rows, after: Rows): void {
  for (const { name, format } of sources(spec)) {
    const [old, now] = [own(before, name), own(after, name)];
    if (now === undefined || JSON.stringify(old) === JSON.stringify(now)) continue;
    const schema = { type: "json", ...format } as Parameters<typeof read>[1];
    view.data(name, read(copied(now) as never, schema) as object[]);
  }
}
