/** Tables from the clipboard: as HTML where a spreadsheet put them there, else as text. */
import { parseTsv } from "../tables/parse-tsv";
import { LARGEST, type Table } from "../tables/table";
import type { Flavours } from "./clipboard";

/** The table that was copied; text without tabs is one cell, however many lines it has. */
export function tableOf({ html, text }: Flavours): Table {
  const found = html ? parseHtml(html) : null;
  if (found) return found;
  return text.includes("\t") ? parseTsv(text) : text ? [[text.replace(/\r\n?/g, "\n")]] : [];
}

/** Whether the flavours are too long to be looked at. */
export function tooLong({ html, text }: Flavours): boolean {
  return text.length > LARGEST.text || html.length > 20 * LARGEST.text;
}

/** The first table of a page. A document of a parser runs no scripts and loads no pictures. */
export function parseHtml(html: string): Table | null {
  const table = new DOMParser().parseFromString(html, "text/html").querySelector("table");
  if (!table) return null;
  const grid: Table = [];
  const end = LARGEST.side + 1; // what is wider is refused, how much wider does not matter
  [...table.rows].slice(0, end).forEach((row, at) => {
    grid[at] ??= [];
    let col = 0;
    for (const cell of row.cells) {
      while (grid[at]?.[col] !== undefined) col += 1;
      for (let down = 0; down < Math.min(cell.rowSpan || 1, table.rows.length - at, end); down++) {
        grid[at + down] ??= [];
        const line = grid[at + down] as (string | null)[];
        for (let side = 0; side < Math.min(cell.colSpan, end - col); side++) {
          line[col + side] = down || side ? null : textOf(cell);
        }
      }
      if (col >= end) break;
    }
  });
  return grid.length ? grid.map((row) => Array.from(row, (text) => text ?? null)) : null;
}

const BLOCKS = /^(P|DIV|LI|UL|OL|H[1-6]|TR)$/;

/** What a cell says: its lines are those that one sees, not those of the source. */
function textOf(cell: Node): string {
  let text = "";
  const walk = (node: Node) => {
    if (node.nodeType === Node.TEXT_NODE)
      text += (node.nodeValue ?? "").replace(/[ \t\r\n\f]+/g, " ");
    else if (/^(STYLE|SCRIPT)$/.test(node.nodeName)) return;
    else if (node.nodeName === "BR") text += "\n";
    else {
      const block = BLOCKS.test(node.nodeName);
      if (block && text && !text.endsWith("\n")) text += "\n";
      node.childNodes.forEach(walk);
      if (block && !text.endsWith("\n")) text += "\n";
    }
  };
  cell.childNodes.forEach(walk);
  return text
    .replaceAll("\u00a0", " ")
    .split("\n")
    .map((line) => line.trim())
    .join("\n")
    .trim();
}
