/** Chooses points of a chart as Vega-Lite's own clicks do: each is a tuple in a store. */
import type { Spec, View } from "vega";
import { own } from "../document/own";
import type { Datum } from "./chart";

export const ID = "_vgsid_"; // Vega's number of a row
type Signal = { name: string; value?: unknown; on?: { update?: unknown }[] };
type Group = { signals?: Signal[]; marks?: Group[] };
type Field = { field: string };

/** All signals of a name: charts of several parts keep those of a part with its marks. */
function find(group: Group, name: string): Signal[] {
  const own = (group.signals ?? []).filter((signal) => signal.name === name);
  return [...own, ...(group.marks ?? []).flatMap((mark) => find(mark, name))];
}

/** The fields of a parameter; parts that share it may have others each. */
function fieldsOf(spec: Spec, name: string): Field[] {
  const all = find(spec as Group, `${name}_tuple_fields`).flatMap((each) => each.value as Field[]);
  return [...new Map(all.map((each) => [each.field, each])).values()];
}

/** The part that clicks are stored with: a later click takes a point back only as its own. */
function unit(spec: Spec, name: string): string {
  const click = find(spec as Group, `${name}_tuple`)[0]?.on?.[0]?.update;
  const named = /\bunit: ("(?:[^"\\]|\\.)*")/.exec(String(click))?.[1];
  return named ? JSON.parse(named) : "";
}

const has = (row: Datum, point: Datum) =>
  Object.entries(point).every(([name, value]) => own(row, name) === value);

/** Vega's numbers of the rows that are the point. */
function ids(view: View, spec: Spec, point: Datum): unknown[] {
  for (const { name } of spec.data ?? []) {
    if (name.endsWith("_store")) continue;
    const rows = (view.data(name) as Datum[]).filter((row) => ID in row && has(row, point));
    if (rows.length) return rows.map((row) => row[ID]);
  }
  return [];
}

/** Take these points for chosen, and no others; not drawn yet. */
export function selectPoints(view: View, spec: Spec, name: string, points: Datum[]): void {
  const store = `${name}_store`;
  if (!(spec.data ?? []).some((each) => each.name === store)) return;
  const fields = fieldsOf(spec, name);
  const part = unit(spec, name);
  view.data(
    store,
    points.flatMap((point): object[] => {
      // A point may name some of the fields: it stands for all that have these values.
      if (!fields.length) return ids(view, spec, point).map((id) => ({ unit: part, [ID]: id }));
      const known = fields
        .filter(({ field }) => Object.hasOwn(point, field))
        .map((f) => ({ ...f }));
      if (!known.length) return [];
      return [{ unit: part, fields: known, values: known.map(({ field }) => point[field]) }];
    }),
  );
}
