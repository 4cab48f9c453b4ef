/** A chart in its place: drawn by the runtime, redrawn or only moved when it changes. */
import type { Chart, Drawn, Ears, Pick, Runtime, Told } from "./chart";

export interface ChartSource {
  /** None yet: its place is kept. */
  chart(): Promise<Chart | null>;
  /** Ask for the chart: what was sent while the page was loading did not arrive. */
  ask(): void;
  /** What Python chose, by the name of the parameter. */
  choices(): Record<string, Pick>;
  /** A sentence of the interface. */
  text(key: string): string;
  runtime(): Promise<Runtime>;
  chosen(what: Told): void;
}

const message = (error: unknown) => (error instanceof Error ? error.message : String(error));

export class ChartView {
  private drawn: Drawn | null = null;
  private shape = "";
  private turns: Record<string, number> = {}; // of what Python chose, as far as it is drawn
  private work = Promise.resolve();
  private gone = false;

  constructor(
    private readonly element: HTMLElement,
    private readonly source: ChartSource,
  ) {}

  /** Show what the chart is now, after what was asked for before. */
  update(): Promise<void> {
    this.work = this.work.then(() => this.show()).catch((error) => this.fail(error));
    return this.work;
  }

  finalize() {
    this.gone = true;
    this.clear();
  }

  private async show() {
    if (this.gone) return;
    const reading = this.source.chart();
    // Of the same moment: what Python chose of the next chart is not to be chosen in this one.
    const chosen = this.source.choices();
    const chart = await reading;
    if (!chart) {
      this.source.ask();
      await this.source.runtime(); // it will be there when the chart is
      return;
    }
    const shape = JSON.stringify(chart.spec);
    if (this.drawn && shape === this.shape) {
      await this.drawn.update(chart);
      await this.choose(this.drawn, chosen);
      return;
    }
    const runtime = await this.source.runtime();
    // The old one stays until the new one is drawn: no flicker.
    const place = document.createElement("div");
    let broken: unknown;
    const choices = Object.entries(chosen);
    const turns = Object.fromEntries(choices.map(([name, { turn }]) => [name, turn]));
    const points = Object.fromEntries(choices.map(([name, { points }]) => [name, points]));
    const ears: Ears = {
      chosen: (what) => this.source.chosen({ ...what, turn: turns[what.name] ?? 0 }),
      failed: (error) => {
        broken ??= error;
        if (place.isConnected) this.fail(error);
      },
    };
    const drawn = await runtime.draw(place, chart, ears, points);
    if (this.gone || broken) drawn.finalize();
    if (this.gone) return;
    if (broken) throw broken;
    this.clear();
    this.element.append(place);
    const width = place.querySelector("svg")?.getAttribute("width") ?? 0;
    this.element.style.setProperty("--cjw-drawn", `${width}px`);
    [this.drawn, this.shape, this.turns] = [drawn, shape, turns];
  }

  /** Take what Python chose since. */
  private async choose(drawn: Drawn, choices: Record<string, Pick>) {
    for (const [name, { turn, points }] of Object.entries(choices)) {
      if (turn === (this.turns[name] ?? 0)) continue;
      await drawn.choose(name, points);
      this.turns[name] = turn;
    }
  }

  private clear() {
    this.drawn?.finalize();
    this.drawn = null;
    this.element.replaceChildren();
  }

  private fail(error: unknown) {
    if (this.gone) return;
    this.clear();
    const sentence = document.createElement("p");
    sentence.className = "cjw-vega-error";
    sentence.setAttribute("role", "alert");
    sentence.textContent = this.source.text("chart.broken").replace("{error}", message(error));
    this.element.append(sentence);
  }
}
