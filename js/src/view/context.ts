/** What every part of one editor shares: what is selected, dragged and open. */
import { signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { newId } from "../core/session";
import type { Id } from "../core/types";
import { afterDrawing, type MenuItem, Widget } from "./widget";

export type { MenuItem } from "./widget";
export type OpenComments = { node: Id; anchor: HTMLElement };
/** What the keyboard can do to a cell. */
export type CellActions = {
  /** Open the text of the cell; `replace` when a typed character opens it. */
  edit?: (replace: boolean) => void;
  clear?: () => void;
  menu?: () => (MenuItem | null)[];
  /** Add a sibling after this one. */
  add?: () => void;
  move?: (step: -1 | 1) => void;
};
export type EmotionDrag = { touchpoint: Id; persona: Id; value: number };
export type HeadDrag = { id: Id; mark: number | null };
export type LaneDrag = { id: Id; mark: number };

export class View extends Widget {
  /** The cell that holds the one tab stop: its row, and the node its column belongs to. */
  readonly active = signal<{ row: string; node: Id; col: number }>({
    row: "stage",
    node: "",
    col: 0,
  });
  readonly comments = signal<OpenComments | null>(null);
  /** Comments begun and not sent, by what they are about. */
  readonly drafts = new Map<Id, string>();
  readonly emotionDrag = signal<EmotionDrag | null>(null);
  readonly headDrag = signal<HeadDrag | null>(null);
  readonly laneDrag = signal<LaneDrag | null>(null);
  /** The height of a lane while its edge is dragged. */
  readonly laneHeight = signal<{ id: Id; height: number } | null>(null);
  /** The id of the journey in words; a page may hold many views. */
  readonly describedBy = `cjw-${newId()}`;
  readonly actions = new WeakMap<Element, CellActions>();

  activeCell(): HTMLElement | null {
    const { row, col } = this.active.peek();
    return this.cell(row, col);
  }

  cell(row: string, col: number): HTMLElement | null {
    return this.root.querySelector(`[data-row="${row}"][data-col="${col}"]`);
  }

  override focusActive(): void {
    afterDrawing(() => {
      const { row, col } = this.active.peek();
      this.cell(row, col)?.focus({ preventScroll: false });
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
