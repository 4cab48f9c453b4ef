/** What every part of one view shares: the session, the texts, what is selected and open. */
import { type Signal, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { newId, type Session } from "../core/session";
import type { Id } from "../core/types";
import type { TextEditor } from "../dom/text-editor";

export type MenuItem = {
  label: string;
  keys?: string;
  checked?: boolean;
  /** Tells apart items of the same label. */
  id?: string;
  /** Changes nothing, so it is also for those who only look. */
  reads?: boolean;
  run: () => void;
};
export type OpenComments = { node: Id; anchor: HTMLElement };
export type OpenMenu = { anchor: HTMLElement; items: (MenuItem | null)[]; label: string };
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

export class View {
  /** The cell that holds the one tab stop: its row, and the node its column belongs to. */
  readonly active: Signal<{ row: string; node: Id; col: number }>;
  readonly menu = signal<OpenMenu | null>(null);
  readonly comments = signal<OpenComments | null>(null);
  /** Comments begun and not sent, by what they are about. */
  readonly drafts = new Map<Id, string>();
  readonly emotionDrag = signal<EmotionDrag | null>(null);
  readonly headDrag = signal<HeadDrag | null>(null);
  /** The id of the journey in words; a page may hold many views. */
  readonly describedBy = `cjw-${newId()}`;
  readonly actions = new WeakMap<Element, CellActions>();
  editor!: TextEditor;
  root!: HTMLElement;
  scroller!: HTMLElement;

  constructor(
    readonly session: Session,
    readonly texts: Signal<Record<string, string>>,
    readonly height: Signal<number | null>,
  ) {
    this.active = signal({ row: "stage", node: "", col: 0 });
  }

  /** An interface text with its {placeholders} filled in. */
  readonly t = (key: string, values: Record<string, string | number> = {}): string =>
    (this.texts.value[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));

  /** Whether the map may be changed here, comments aside. */
  get canEdit(): boolean {
    return this.session.mode.value === "edit";
  }

  activeCell(): HTMLElement | null {
    const { row, col } = this.active.peek();
    return this.cell(row, col);
  }

  cell(row: string, col: number): HTMLElement | null {
    return this.root.querySelector(`[data-row="${row}"][data-col="${col}"]`);
  }

  /** Put the focus on the active cell, once what changed has been drawn. */
  focusActive(): void {
    setTimeout(() => {
      const { row, col } = this.active.peek();
      this.cell(row, col)?.focus({ preventScroll: false });
    });
  }

  /** Activate the cell of a node in a row once it has been drawn, and go on with it. */
  afterDrawing(row: string, node: Id, then: (cell: HTMLElement) => void): void {
    setTimeout(() => {
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
