/**
 * The one text field of the grid, laid over the cell that is edited. It is always in the page,
 * so it can take the focus, and with it an input method, in the same turn as the key or click
 * that opened it; and nothing that arrives from the kernel ever touches it while one types.
 */

import { isRightToLeft } from "./direction";
import { guardComposition, isComposing } from "./ime";
import { isSaving } from "./keys";

export type TextEdit = {
  cell: HTMLElement;
  value: string;
  label: string;
  /** Typing replaces the text; opening by Enter or click keeps it. */
  replace?: boolean;
  /** Select the text, so that typing replaces it. */
  select?: boolean;
  multiline?: boolean;
  /** Each line is a text of its own: Enter begins the next, and on an empty one it ends. */
  lines?: boolean;
  commit: (value: string) => void;
  /** Where the focus goes after Enter or Escape (0), Tab (1) or Shift+Tab (−1). */
  leave: (step: -1 | 0 | 1) => void;
};

export class TextEditor {
  readonly element: HTMLTextAreaElement;
  readonly #scroller: HTMLElement;
  #edit: TextEdit | null = null;
  /** How long its text was when it was measured. */
  #length = 0;

  constructor(scroller: HTMLElement, signal: AbortSignal) {
    this.#scroller = scroller;
    const element = document.createElement("textarea");
    this.element = element;
    element.className = "cjw-editor";
    element.rows = 1;
    element.spellcheck = true;
    // Lab's shortcuts leave alone what is below this attribute.
    element.dataset.lmSuppressShortcuts = "true";
    element.tabIndex = -1;
    element.ariaHidden = "true";
    scroller.append(element);
    guardComposition(element, signal);
    element.addEventListener("keydown", (event) => this.#key(event), { signal });
    element.addEventListener("input", () => this.#fit(), { signal });
    element.addEventListener("blur", () => this.close(), { signal });
  }

  get isOpen(): boolean {
    return this.#edit !== null;
  }

  open(edit: TextEdit): void {
    this.close();
    const { element } = this;
    // A cell takes the field along when it is scrolled; what lies outside would be clipped.
    const inside = this.#scroller.contains(edit.cell);
    const home = inside ? this.#scroller : (this.#scroller.closest(".cjw") as HTMLElement);
    if (element.parentElement !== home) home.append(element);
    const zoom = edit.cell.currentCSSZoom ?? 1;
    const box = edit.cell.getBoundingClientRect();
    const origin = home.getBoundingClientRect();
    const room = home.clientWidth / zoom;
    const width = Math.min(Math.max(box.width / zoom, 120), room);
    const side = isRightToLeft(home) ? box.right - width * zoom : box.left;
    const left = (side - origin.left - home.clientLeft + home.scrollLeft) / zoom;
    Object.assign(element.style, {
      zoom,
      left: `${inside ? left : Math.max(0, Math.min(left, room - width))}px`,
      top: `${(box.top - origin.top - home.clientTop + home.scrollTop) / zoom}px`,
      width: `${width}px`,
      minHeight: `${box.height / zoom}px`,
      font: getComputedStyle(edit.cell).font,
    });
    element.value = edit.replace ? "" : edit.value;
    element.ariaLabel = edit.label;
    element.ariaHidden = null;
    element.classList.add("cjw-open");
    this.#edit = edit;
    this.#fit();
    element.focus({ preventScroll: true });
    element.setSelectionRange(edit.select ? 0 : element.value.length, element.value.length);
  }

  close(): void {
    this.#finish(true);
  }

  /** Close it, and go on where its text stands. */
  leave(): void {
    this.#finish(true)?.leave(0);
  }

  /**
   * As high as its text. The browser could see to that, but would lay out the whole map with the
   * field at every key; one that has a height is laid out alone.
   */
  #fit(): void {
    const { element } = this;
    const { length } = element.value;
    if (length < this.#length || element.scrollHeight > element.clientHeight) {
      element.style.height = "auto";
      element.style.height = `${element.scrollHeight}px`;
    }
    this.#length = length;
  }

  #finish(keep: boolean): TextEdit | null {
    const edit = this.#edit;
    if (!edit) return null;
    this.#edit = null;
    const { element } = this;
    element.className = "cjw-editor";
    element.style.height = "";
    element.ariaHidden = "true";
    const value = element.value.trim();
    if (keep && value !== edit.value) edit.commit(value);
    return edit;
  }

  #key(event: KeyboardEvent): void {
    if (isSaving(event)) return;
    event.stopPropagation();
    if (isComposing(event)) return;
    const { key, shiftKey } = event;
    const command = event.ctrlKey || event.metaKey;
    const { lines, multiline } = this.#edit ?? {};
    const { value, selectionStart } = this.element;
    const begins = !command && lines && /\S.*$/.test(value.slice(0, selectionStart));
    const goesOn =
      key === "Enter" ? begins || (shiftKey && multiline) : key !== "Escape" && key !== "Tab";
    if (goesOn) return;
    event.preventDefault();
    const edit = this.#finish(key !== "Escape");
    edit?.leave(key === "Tab" ? (shiftKey ? -1 : 1) : 0);
    // Ctrl+Enter, which adds another, is for the cell as if its text had been taken before.
    if (command && !lines) edit?.cell.dispatchEvent(new KeyboardEvent(event.type, event));
  }
}
