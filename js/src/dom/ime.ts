/** Keys that belong to an input method, or to a text field, and not to us. */

let composing = false;

/**
 * Watch an element for composition. `compositionend` may come before the keydown of the Enter
 * that confirmed the candidate, so the flag outlives it by one turn.
 */
export function guardComposition(element: HTMLElement, signal: AbortSignal): void {
  element.addEventListener("compositionstart", () => (composing = true), { signal });
  element.addEventListener("compositionend", () => setTimeout(() => (composing = false)), {
    signal,
  });
}

/** Whether this key is part of a composition; 229 marks the key before compositionstart. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229 || composing;
}

/** Whether the key is pressed in a field that takes text or makes a choice. */
export const isTyping = (event: KeyboardEvent) => isField(event.target as HTMLElement);

export const isField = (element: HTMLElement) =>
  element.matches("textarea, select, input:not([type=checkbox])");
