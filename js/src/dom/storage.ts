/** Small texts that the browser keeps for this site, where it keeps any. */

export function stored(key: string): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return ""; // forbidden to this page: nothing was kept
  }
}

/** Keep a text, if the browser does. */
export function store(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {
    // Forbidden or full: who reads it is prepared for nothing, and no work of anybody is in it.
  }
}
