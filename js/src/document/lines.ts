/** Lists as people type them: one entry a line. */

/** Stands for a line break within an entry, which Python may write. */
const BREAK = "␊";

/** The text that people edit. */
export const textOfLines = (entries: readonly string[]): string =>
  entries.map((entry) => entry.replace(/\r\n?|\n/g, BREAK)).join("\n");

/** The entries, without the empty ones. */
export function linesOf(text: string, clean: (line: string) => string = String): string[] {
  return text
    .split("\n")
    .map((line) => clean(line).trim().replaceAll(BREAK, "\n"))
    .filter(Boolean);
}
