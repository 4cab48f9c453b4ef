/** Which way one reads: in a page that runs right to left, the next thing stands on the left. */
export function isRightToLeft(element: Element): boolean {
  return getComputedStyle(element).direction === "rtl";
}
