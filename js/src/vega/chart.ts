/** What the widget of a chart and the one runtime of its page say to each other. */

/** Rows by the name of their source. */
export type Rows = Record<string, unknown>;

/** What a chart says of itself, which may change without a new chart; one or more lines. */
export type ChartTexts = { title?: unknown; subtitle?: unknown; description?: string };

/** A Vega-Lite spec whose sources have names only and whose title is blank, and what belongs there. */
export interface Chart {
  spec: object;
  data: Rows;
  texts?: ChartTexts;
}

export type Point = Record<string, unknown>;

/** By the name of a parameter. */
export type Points = Record<string, Point[]>;

/** What Python chose in a parameter; a new turn is a choice that the chart must still take. */
export interface Choice {
  turn: number;
  points: Point[];
}

/** What is chosen in a chart: rows that were clicked, or ranges that were brushed. */
export interface Chosen {
  name: string;
  kind: "point" | "interval";
  points: Point[];
  ranges: Record<string, unknown[]>;
}

/** With the turn it answers: Python does not believe what was said before its own choice. */
export type Told = Chosen & { turn: number };

export interface Ears {
  chosen(what: Chosen): void;
  failed(error: unknown): void;
}

/** A chart in the page. */
export interface Drawn {
  update(chart: Chart): Promise<void>;
  choose(name: string, points: Point[]): Promise<void>;
  finalize(): void;
}

export interface Runtime {
  draw(element: HTMLElement, chart: Chart, ears: Ears, chosen: Points): Promise<Drawn>;
}
