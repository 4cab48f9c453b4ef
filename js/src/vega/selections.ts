/** What a reader chooses in a chart, told as rows and ranges of their own data. */
import type { Spec, View } from "vega";
import type { Picked } from "./chart";
import { ID, selectPoints } from "./select-points";

const QUIET = 60; // ms: a brush moves at every move of the pointer

type Row = Record<string, unknown>;
type Param = { name: string; select?: string | { type: string } };
type Value = Record<string, unknown[]> | null;
type Points = { vlPoint?: { or?: Row[] } } | null;

/** Selection parameters of a Vega-Lite spec, wherever they are, by name. */
function params(part: unknown, found = new Map<string, Picked["kind"]>()) {
  if (Array.isArray(part)) for (const each of part) params(each, found);
  else if (part && typeof part === "object") {
    for (const { name, select } of ((part as { params?: Param[] }).params ?? []) as Param[]) {
      if (select) found.set(name, typeof select === "string" ? kind(select) : kind(select.type));
    }
    for (const inside of ["layer", "concat", "hconcat", "vconcat", "spec"] as const) {
      params((part as Row)[inside], found);
    }
  }
  return found;
}

const kind = (type: string): Picked["kind"] => (type === "interval" ? "interval" : "point");

const plain = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => name !== ID));

/** A point without fields is a number of Vega's own: find the row it stands for. */
function rowOf(view: View, spec: Spec, id: unknown): Row[] {
  for (const { name } of spec.data ?? []) {
    if (name.endsWith("_store")) continue; // what is chosen, not what it is chosen from
    const row = (view.data(name) as Row[]).find((each) => each[ID] === id);
    if (row) return [plain(row)];
  }
  return [];
}

function told(view: View, spec: Spec, name: string, kind: Picked["kind"], value: Value): Picked {
  const chosen: Picked = { name, kind, points: [], ranges: {} };
  if (kind === "interval") {
    const ranges = Object.entries(value ?? {}).map(([field, range]) => [field, [...range]]);
    return { ...chosen, ranges: Object.fromEntries(ranges) };
  }
  for (const point of (value as Points)?.vlPoint?.or ?? []) {
    chosen.points.push(...(ID in point ? rowOf(view, spec, point[ID]) : [plain(point)]));
  }
  return chosen;
}

/** What points say of which some lack a field; null where none does. */
function partial(value: Points): Row[] | null {
  const points = value?.vlPoint?.or ?? [];
  const said = points.map((point) =>
    Object.fromEntries(Object.entries(point).filter(([, each]) => each !== undefined)),
  );
  const gaps = points.some((point, i) => {
    return Object.keys(point).length > Object.keys(said[i] as Row).length;
  });
  return gaps ? [...new Map(said.map((point) => [JSON.stringify(point), point])).values()] : null;
}

/** Call back with what is chosen from the start, and when a choice has come to rest. */
export function listen(view: View, source: object, spec: Spec, chosen: (what: Picked) => void) {
  const known = new Set((spec.signals ?? []).map((each) => each.name));
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  for (const [name, kind] of params(source)) {
    if (!known.has(name)) continue;
    const first = told(view, spec, name, kind, view.signal(name));
    if (first.points.length || Object.keys(first.ranges).length) chosen(first);
    view.addSignalListener(name, (_, value) => {
      // A mark that lacks a field stands for all that have its other values.
      const some = kind === "point" ? partial(value) : null;
      if (some) {
        view.runAfter(() => {
          selectPoints(view, spec, name, some);
          view.run();
        });
      }
      clearTimeout(timers.get(name));
      timers.set(
        name,
        setTimeout(() => chosen(told(view, spec, name, kind, value)), QUIET),
      );
    });
  }
  return () => {
    for (const timer of timers.values()) clearTimeout(timer);
  };
}
