/** What the widget of a chart and the one runtime of its page say to each other. */

/** Rows by the name of their source. */
export type Rows = Record<string, unknown>;

/** What a chart says of itself, which may change without a new chart; one or more lines. */
export type ChartTexts = {
  title?: unknown;
  subtitle?: unknown;
  description?: string;
  /** What all of its numbers are of; said with each of them. */
  about?: unknown;
};

/** A Vega-Lite spec whose sources have names only and whose title is blank, and what belongs there. */
export interface Chart {
  spec: object;
  data: Rows;
  texts?: ChartTexts;
}

export type Datum = Record<string, unknown>;

/** By the name of a parameter. */
export type Picks = Record<string, Datum[]>;

/** What Python chose in a parameter; a new turn is a choice that the chart must still take. */
export interface Pick {
  turn: number;
  points: Datum[];
}

/** What is chosen in a chart: rows that were clicked, or ranges that were brushed. */
export interface Picked {
  name: string;
  kind: "point" | "interval";
  points: Datum[];
  ranges: Record<string, unknown[]>;
}

/** With the turn it answers: Python does not believe what was said before its own choice. */
export type Told = Picked & { turn: number };

export interface Ears {
  chosen(what: Picked): void;
  failed(error: unknown): void;
}

/** A chart in the page. */
export interface Drawn {
  update(chart: Chart): Promise<void>;
  choose(name: string, points: Datum[]): Promise<void>;
  finalize(): void;
}

export interface Runtime {
  draw(element: HTMLElement, chart: Chart, ears: Ears, chosen: Picks): Promise<Drawn>;
}
