/** Which hand acts: whoever points at something has it before their eyes, and keeps their place. */

const KEPT = "[aria-haspopup=menu], [role=menu]";

export function focusedIn(root: HTMLElement): HTMLElement | null {
  const { activeElement } = root.getRootNode() as Document | ShadowRoot;
  return root.contains(activeElement) ? (activeElement as HTMLElement) : null;
}

/** Tell whether a pointer acts here or the keyboard; a press on what opens menus moves no focus. */
export function watchHands(
  root: HTMLElement,
  tell: (byPointer: boolean) => void,
  signal: AbortSignal,
): void {
  const on = <K extends "pointerdown" | "keydown" | "click" | "mousedown">(
    name: K,
    hear: (event: HTMLElementEventMap[K]) => void,
  ) => root.addEventListener(name, hear, { capture: true, signal });
  on("pointerdown", () => tell(true));
  on("keydown", () => tell(false));
  on("click", ({ detail }) => detail === 0 && tell(false)); // Enter on a button, or a screen reader
  on("mousedown", (event) => {
    if (!(event.target as HTMLElement).closest(KEPT)) return;
    // Outside of the widget the focus is the notebook's, which would go on getting the keys; and a
    // text that is typed is done when its field loses the focus.
    const focused = focusedIn(root);
    if (focused && !focused.matches("input, textarea, select")) event.preventDefault();
  });
}
