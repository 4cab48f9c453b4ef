/** What every part of one view of the cards shares. */
import { signal } from "@preact/signals";
import type { Id } from "../document/types";
import { afterDrawing, useWidget, Widget } from "../widget/widget";

type Mark = { left: number; top: number; width: number; height: number };

export class CardsView extends Widget {
  /** The card that is dragged, and the line where it would land. */
  readonly drag = signal<{ id: Id; mark: Mark } | null>(null);
  /** The field that had the focus last: whose it is, and which. */
  #last: { persona: Id; field: string } | null = null;

  remember(element: HTMLElement): void {
    const { persona, field } = element.dataset;
    if (persona && field) this.#last = { persona, field };
  }

  field(persona: Id, field: string): HTMLElement | null {
    return this.root.querySelector(`[data-persona="${persona}"][data-field="${field}"]`);
  }

  /** The fields in the order of the Tab key. */
  neighbour(from: HTMLElement, step: number): HTMLElement | undefined {
    const fields = [...this.root.querySelectorAll<HTMLElement>("[data-field]")];
    return fields[fields.indexOf(from) + step];
  }

  override leave(over: HTMLElement, step: -1 | 0 | 1): void {
    (this.neighbour(over, step) ?? over).focus();
  }

  override focusActive(): void {
    afterDrawing(() => {
      const last = this.#last;
      if (last) this.field(last.persona, last.field)?.focus({ preventScroll: this.byPointer });
    });
  }

  /** Put the focus on a field once it has been drawn. */
  focusField(persona: Id, field: string, then?: (element: HTMLElement) => void): void {
    afterDrawing(() => {
      const element = this.field(persona, field);
      if (!element) return;
      element.focus();
      then?.(element);
    });
  }
}

export const useCards = () => useWidget() as CardsView;
