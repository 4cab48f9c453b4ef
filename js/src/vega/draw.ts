/** Draws one chart, and keeps its view until it is told to let go. */
import { type LoggerInterface, parse, type Spec, View } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { compile, type TopLevelSpec } from "vega-lite";
import { quietBrushes } from "./aria";
import type { Chart, Drawn, Ears, Picks } from "./chart";
import { fill, replace } from "./data";
import { walkable } from "./focus";
import { refusing } from "./loader";
import { selectPoints } from "./select-points";
import { listen } from "./selections";
import { retitle, titled } from "./titles";
import { Tooltip } from "./tooltip";

/** Vega tells of errors while it draws only here. */
function logger(failed: (error: unknown) => void): LoggerInterface {
  const quiet = () => log;
  const log = {
    level: quiet,
    warn: quiet,
    info: quiet,
    debug: quiet,
    error(...said: unknown[]) {
      failed(said[0]);
      return log;
    },
  } as unknown as LoggerInterface;
  return log;
}

/** Charts as wide as their place follow it; Vega itself only listens to the window. */
function followWidth(view: View, spec: { width?: unknown }, element: HTMLElement): () => void {
  if (spec.width !== "container") return () => {};
  const observer = new ResizeObserver(() => {
    if (element.clientWidth) view.signal("width", element.clientWidth).runAsync();
  });
  observer.observe(element);
  return () => observer.disconnect();
}

export async function draw(
  element: HTMLElement,
  chart: Chart,
  ears: Ears,
  chosen: Picks,
): Promise<Drawn> {
  const log = logger(ears.failed);
  const source = chart.spec as TopLevelSpec;
  const spec = compile(source, { logger: log }).spec as Spec;
  let rows = chart.data;
  fill(spec, rows);
  quietBrushes(spec);
  titled(spec, chart.texts);
  const tooltip = new Tooltip(element);
  tooltip.about = chart.texts?.about;
  const place = document.createElement("div");
  element.append(place);
  // The interpreter needs no eval: pages may forbid it, and expressions reach less.
  const view = new View(parse(spec, undefined, { ast: true }), {
    expr: expressionInterpreter,
    loader: refusing(ears.failed),
    logger: log,
    renderer: "svg",
    container: place,
    tooltip: tooltip.show,
  });
  let unlisten = () => {};
  const drawn = walkable(place, (at, value) => tooltip.show(null, at as MouseEvent, null, value));
  const unfollow = followWidth(view, chart.spec, element);
  const finalize = () => {
    unlisten();
    unfollow();
    view.finalize();
    tooltip.remove();
    place.remove();
  };
  try {
    await view.runAsync();
    for (const [name, points] of Object.entries(chosen)) selectPoints(view, spec, name, points);
    await view.runAsync();
    unlisten = listen(view, source, spec, ears.chosen);
    drawn();
  } catch (error) {
    finalize();
    throw error;
  }
  return {
    async update(next) {
      replace(view, spec, rows, next.data);
      retitle(view, spec, next.texts);
      tooltip.about = next.texts?.about;
      rows = next.data;
      await view.runAsync();
      drawn();
    },
    async choose(name, points) {
      selectPoints(view, spec, name, points);
      await view.runAsync();
      drawn();
    },
    finalize,
  };
}
