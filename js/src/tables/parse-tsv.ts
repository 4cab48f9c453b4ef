/** Tab-separated text, as spreadsheets put it on the clipboard. */

/** The end of the quoted field that starts at `start`, or −1 when the quote is a plain sign. */
function closing(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    if (text[at + 1] === '"') at += 1;
    else return /^[\t\r\n]?$/.test(text.charAt(at + 1)) ? at : -1;
  }
  return -1;
}

/** Read tab-separated text; a field in quotes may hold tabs, line ends and doubled quotes. */
export function parseTsv(source: string): string[][] {
  const text = source.replace(/\r\n?/g, "\n");
  const rows: string[][] = [[]];
  let at = 0;
  for (;;) {
    const end = text[at] === '"' ? closing(text, at) : -1;
    let field: string;
    if (end >= 0) {
      field = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    } else {
      const stop = text.slice(at).search(/[\t\n]/);
      field = stop < 0 ? text.slice(at) : text.slice(at, at + stop);
      at += field.length;
    }
    rows.at(-1)?.push(field);
    // A line end after the last row starts no further one.
    if (at >= text.length - (text[at] === "\n" ? 1 : 0)) return rows;
    if (text[at] === "\n") rows.push([]);
    at += 1;
  }
}
