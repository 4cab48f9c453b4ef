/** What every widget's view has: the session, the texts, one menu, one text field, a focus. */
import { type Signal, signal } from "@preact/signals";
import { type ComponentChild, createContext } from "preact";
import { useContext } from "preact/hooks";
import { filled, type Words } from "../document/texts";
import type { Id } from "../document/types";
import { isRightToLeft } from "../dom/direction";
import type { Spot } from "../dom/popover";
import type { TextEditor } from "../dom/text-editor";
import type { Session } from "../session/session";
import type { Settings } from "./settings";

export type MenuItem = {
  label: string;
  /** Drawn before the label. */
  mark?: ComponentChild;
  keys?: string;
  checked?: boolean;
  /** Tells apart items of the same label. */
  id?: string;
  /** Changes nothing, so it is also for those who only look. */
  reads?: boolean;
  run: () => void;
};
export type OpenMenu = {
  anchor: HTMLElement;
  items: (MenuItem | null)[];
  label: string;
  /** Where a pointer asked for it; without it, it opens below its anchor. */
  at?: Spot;
};
export type OpenComments = { node: Id; anchor: HTMLElement };
export type Texts = Signal<Record<string, string>>;

/**
 * Run after the view has drawn what changed. Preact draws in a microtask, and so this runs in
 * the next one: a timer would come after a key that is already waiting, which would then go to
 * an element that is gone.
 */
export function afterDrawing(run: () => void): void {
  queueMicrotask(run);
}

const SIDES: Record<string, "left" | "right"> = { ArrowLeft: "left", ArrowRight: "right" };

export abstract class Widget {
  readonly menu = signal<OpenMenu | null>(null);
  readonly comments = signal<OpenComments | null>(null);
  /** Comments begun and not sent, by what they are about. */
  readonly drafts = new Map<Id, string>();
  readonly texts: Texts;
  readonly height: Signal<number | null>;
  /** Whether texts on the clipboard are kept from being formulas. */
  guarded: boolean;
  /** Whether a pointer was used last, and not the keyboard. */
  byPointer = false;
  editor!: TextEditor;
  root!: HTMLElement;
  /** What scrolls; the text field lies in it. */
  scroller!: HTMLElement;

  constructor(
    readonly session: Session,
    settings: Settings,
  ) {
    this.texts = signal(settings.texts);
    this.height = signal(settings.height);
    this.guarded = settings.guarded;
  }

  /** An interface text with its {placeholders} filled in. */
  readonly t: Words = (key, values) => filled(this.texts.value, key, values);

  /** The language of the map, and of the numbers on it. */
  get locale(): string {
    return String(this.session.store.get(this.session.root)?.fields.locale ?? "en");
  }

  /** Whether the map may be changed here, comments aside. */
  get canEdit(): boolean {
    return this.session.mode.value === "edit";
  }

  /** Where a side leads in reading order: on, or back. */
  toward(side: "left" | "right"): -1 | 1 {
    return (side === "right") === isRightToLeft(this.root) ? -1 : 1;
  }

  /** Where an arrow key to a side leads; null for every other key. */
  sideways(key: string): -1 | 1 | null {
    return SIDES[key] ? this.toward(SIDES[key]) : null;
  }

  /** After the text of an element was edited, the focus goes back to it, or on to a neighbour. */
  abstract leave(over: HTMLElement, step: -1 | 0 | 1): void;

  /**
   * Put the focus back to where one works, once what changed has been drawn. Scrolls there for
   * keys; whoever points at something else sees what they want to see.
   */
  abstract focusActive(): void;
}

export const WidgetContext = createContext<Widget | null>(null);

export function useWidget(): Widget {
  const widget = useContext(WidgetContext);
  if (!widget) throw new Error("This component needs a widget around it.");
  return widget;
}
