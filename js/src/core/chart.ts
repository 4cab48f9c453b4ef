/** What the widget of a chart and the one runtime of its page say to each other. */

/** Rows by the name of their source. */
export type Rows = Record<string, unknown>;

/** A Vega-Lite spec whose sources have names only, and their rows. */
export interface Chart {
  spec: object;
  data: Rows;
}

/** What is chosen in a chart: rows that were clicked, or ranges that were brushed. */
export interface Chosen {
  name: string;
  kind: "point" | "interval";
  points: Record<string, unknown>[];
  ranges: Record<string, unknown[]>;
}

export interface Ears {
  chosen(what: Chosen): void;
  failed(error: unknown): void;
}

/** A chart in the page. */
export interface Drawn {
  update(rows: Rows): Promise<void>;
  finalize(): void;
}

export interface Runtime {
  draw(element: HTMLElement, chart: Chart, ears: Ears): Promise<Drawn>;
}
