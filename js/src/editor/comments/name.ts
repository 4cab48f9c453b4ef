/** Who somebody has said to be: for when a cell is run again, in the browser's storage alone. */

const KEY = "cjwidgets.author";

export function keptName(): string {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return ""; // forbidden
  }
}

export function keepName(name: string): void {
  try {
    localStorage.setItem(KEY, name);
  } catch {} // forbidden or full: it is said again
}
