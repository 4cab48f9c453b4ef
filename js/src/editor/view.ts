/** What every part of one editor shares: what is selected, dragged and open. */
import { computed, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { type Figures, NOTHING, type Nodes, type Source } from "../document/figures";
import type { Forms, Framework } from "../document/forms";
import { newId } from "../document/ids";
import type { Id } from "../document/types";
import { type Column, columns, type Folds, lanes } from "../layout/layout";
import { gridRows, type Range, type Rect, rectOf } from "../layout/range";
import type { Session } from "../session/session";
import type { Trail } from "../session/trail";
import type { Settings } from "../widget/settings";
import { afterDrawing, type MenuItem, Widget } from "../widget/widget";
import type { Command } from "./command";
import type { Late } from "./late";
import type { Selected, Selecting } from "./settings";

export type { MenuItem } from "../widget/widget";
/** What commands can do to a cell, a card or a point. */
export type CellActions = {
  /** Open the text of the cell; `replace` when a typed character opens it. */
  edit?: (replace: boolean) => void;
  clear?: () => void;
  menu?: () => (MenuItem | null)[];
  /** Add something in it. */
  add?: () => void;
  /** Better or worse by a step, or by a small one. */
  nudge?: (step: -1 | 1, small: boolean) => void;
  toEnd?: (end: "low" | "high") => void;
};
/** What a drag makes of a persona's feelings, by touchpoint. */
export type EmotionDrag = { persona: Id; values: ReadonlyMap<Id, number> };
/** Where a dragged card would land: before the card of that number in the cell. */
export type CardDrag = { id: Id; row: string; col: number; position: number; by: [number, number] };
/** A dragged head, the line where it would land, and the node that it would belong to. */
export type HeadDrag = { id: Id; mark: number; into: Id };
/** A stage, which was the one of this number, and its touchpoint when it alone is shown. */
export type Slide = { stage: Id; at: number; touchpoint: Id | null };
export type LaneDrag = { id: Id; mark: number };

/** The selected rectangle, and where each row stands. */
export type SelectedRect = Rect & { rows: ReadonlyMap<string, number> };

export class View extends Widget {
  /** The cell that holds the one tab stop: its row, and the node its column belongs to. */
  readonly active = signal<{ row: string; node: Id; col: number }>({
    row: "stage",
    node: "",
    col: 0,
  });
  readonly emotionDrag = signal<EmotionDrag | null>(null);
  readonly headDrag = signal<HeadDrag | null>(null);
  readonly cardDrag = signal<CardDrag | null>(null);
  /** What stands where: the columns, and the lanes that are shown. */
  readonly layout = computed(() => {
    const { store, root } = this.session;
    return { cols: this.columns(), rows: lanes(store, root) };
  });
  /** The cells that are selected together; none while only one is active. */
  readonly range = signal<Range | null>(null);
  readonly rect = computed((): SelectedRect | null => {
    if (!this.range.value) return null;
    const rows = gridRows(this.session.store, this.session.root);
    const rect = rectOf(this.range.value, rows, this.layout.value.cols);
    return rect && { ...rect, rows: new Map(rows.map(({ row }, index) => [row, index])) };
  });
  /** What is looked for, while the find bar is open. */
  readonly finding = signal<string | null>(null);
  readonly laneDrag = signal<LaneDrag | null>(null);
  /** The height of a lane while its edge is dragged. */
  readonly laneHeight = signal<{ id: Id; height: number } | null>(null);
  /** What the kernel says of fields and frameworks. */
  readonly forms = signal<Forms>({});
  readonly frameworks = signal<readonly Framework[]>([]);
  /** What attached data say; null without any. */
  readonly figures = signal<Figures | null>(null);
  /** Whether that is drawn here. */
  readonly withFigures = signal(true);
  #told: Figures["nodes"] = {};
  #observed: Nodes = NOTHING;
  /** The numbers that are drawn; the same object until one of them changes. */
  readonly observed = computed((): Nodes => {
    const nodes = (this.withFigures.value && this.figures.value?.nodes) || {};
    if (JSON.stringify(nodes) !== JSON.stringify(this.#told)) {
      this.#told = nodes;
      this.#observed = new Map(Object.entries(nodes));
    }
    return this.#observed;
  });

  /** Whether people were asked for scores at some touchpoint. */
  readonly answered = computed(() => [...this.observed.value.values()].some(({ asked }) => asked));
  /** What they are of, where the filter of a board does not show all. */
  readonly filtered = computed(
    () => (this.withFigures.value && this.figures.value?.filtered) || null,
  );
  /** What the numbers are called wherever they stand. */
  readonly observedName = computed(() =>
    ["observed", ...(this.filtered.value ? ["filtered"] : [])]
      .map((each) => this.t(`editor.figures.${each}`))
      .join(" · "),
  );

  /** What is drawn of this kind: of several the last counts. */
  source(kind: "log" | "survey"): Source | undefined {
    const sources = this.withFigures.value ? this.figures.value?.sources : [];
    return sources?.findLast((each) => each.kind === kind);
  }

  /** What is selected on the board around it; null without a board. */
  readonly onBoard = signal<Selected | null>(null);
  selectOnBoard: (what: Selecting) => void = () => {};

  /** The node whose fields the panel shows: what the focus was in last, unless one was chosen. */
  readonly inspected = signal<Id>(this.session.root);
  readonly panel = signal(false);
  /** The persona who was chosen last, or whose point had the focus: hers is the curve one edits. */
  readonly hand = signal<Id>("");
  /** Personas whose curves are switched off here. */
  readonly muted = signal<ReadonlySet<Id>>(new Set());
  readonly zoom = signal(1);
  readonly full = signal(false);
  /** Whether comments are shown, and whether somebody has said here who they are. */
  readonly withComments = signal(true);
  readonly introduced = signal(false);
  /** Whether it is as narrow as a telephone. */
  readonly narrow = signal(false);
  /** What is presented: a stage, or one of its touchpoints. */
  readonly presented = signal<Slide | null>(null);
  readonly sheet = signal(false);
  /** What the strip below the bar would say, where somebody has folded it away. */
  readonly hushed = signal("");
  /** What a name is asked for: the file of this map, or another map made of it. */
  readonly naming = signal<"" | "save" | "copy" | "derive">("");
  /** The id of the journey in words; a page may hold many views. */
  readonly describedBy = `cjw-${newId()}`;

  constructor(
    session: Session,
    settings: Settings,
    readonly trail: Trail,
    readonly commands: readonly Command[],
    readonly late: Late,
  ) {
    super(session, settings);
  }

  /** Stages that who may not edit has collapsed or opened here. */
  readonly folds = signal<Folds>(new Map());

  columns(): Column[] {
    const { store, root } = this.session;
    return columns(store, root, this.canEdit ? undefined : this.folds.value);
  }

  activeCell(): HTMLElement | null {
    const { row, col } = this.active.peek();
    return this.cell(row, col);
  }

  cell(row: string, col: number): HTMLElement | null {
    return this.root.querySelector(`[data-row="${row}"][data-col="${col}"]`);
  }

  /** The side on which a step in reading order ends, in words. */
  sideOf(step: -1 | 1): string {
    return this.t(this.toward("left") === step ? "editor.left" : "editor.right");
  }

  override leave(over: HTMLElement, step: -1 | 0 | 1): void {
    const cell = over.closest<HTMLElement>("[data-row]");
    if (!cell) {
      over.focus();
      return;
    }
    const { row, col } = cell.dataset;
    const cells = [...this.root.querySelectorAll<HTMLElement>(`[data-row="${row}"]`)].sort(
      (a, b) => Number(a.dataset.col) - Number(b.dataset.col),
    );
    const here = cells.findIndex((other) => other.dataset.col === col);
    (cells[here + step] ?? cell).focus();
  }

  override focusActive(): void {
    afterDrawing(() => {
      const { row, col } = this.active.peek();
      const slides = this.presented.peek() && this.root.querySelector<HTMLElement>(".cjw-deck");
      (slides || this.cell(row, col))?.focus({ preventScroll: this.byPointer });
    });
  }

  /** Activate the cell of a node in a row once it has been drawn, and go on with it. */
  openDrawn(row: string, node: Id, then: (cell: HTMLElement) => void): void {
    afterDrawing(() => {
      const cell = this.root.querySelector<HTMLElement>(`[data-row="${row}"][data-node="${node}"]`);
      if (!cell) return;
      cell.focus();
      then(cell);
    });
  }
}

export const ViewContext = createContext<View | null>(null);

export function useView(): View {
  const view = useContext(ViewContext);
  if (!view) throw new Error("This component needs a view around it.");
  return view;
}
