/** What an element dispatches when somebody chose something in it, and Python has stopped. */
const GONE = "cjw-gone";

export function tellGone(element: Element): void {
  element.dispatchEvent(new CustomEvent(GONE, { bubbles: true, composed: true }));
}

export function hearGone(element: Element, heard: () => void): void {
  element.addEventListener(GONE, heard);
}
