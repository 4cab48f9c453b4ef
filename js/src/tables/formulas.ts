/** Texts that a spreadsheet would run: a ' in front makes them texts there, too. */
import type { Table } from "./table";

const BEGINS = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

function runs(text: string): boolean {
  const numeric = text === text.trim() && Number.isFinite(Number(text));
  return BEGINS.test(text) && !numeric;
}

export function guard(text: string): string {
  return runs(text) ? `'${text}` : text;
}

/** The text that was guarded; every other text as it is. */
export function unguard(text: string): string {
  return text.startsWith("'") && runs(text.slice(1)) ? text.slice(1) : text;
}

export function eachText(table: Table, change: (text: string) => string): Table {
  return table.map((row) => row.map((text) => (text === null ? null : change(text))));
}

/** Lines that a spreadsheet would put into cells, also those in quotes. */
export function guardLines(text: string): string {
  return text.replace(/[^\t\r\n]+/g, (part) =>
    part.startsWith('"') ? `"${guard(part.slice(1))}` : guard(part),
  );
}
