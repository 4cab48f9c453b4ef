/** Tables as spreadsheets put them on the clipboard: rows of texts, read and written. */

/** A cell that a merged one covers is null. */
export type Table = (string | null)[][];

/** More rows, columns or characters than this are no map. */
export const LARGEST = { side: 200, text: 1_000_000 };

export type Size = { rows: number; columns: number };

export function sizeOf(table: Table): Size {
  return { rows: table.length, columns: Math.max(0, ...table.map((row) => row.length)) };
}

export function tooLarge(table: Table): boolean {
  const { rows, columns } = sizeOf(table);
  if (rows > LARGEST.side || columns > LARGEST.side) return true;
  return table.flat().reduce((sum, text) => sum + (text?.length ?? 0), 0) > LARGEST.text;
}

export function formatTsv(table: Table): string {
  const field = (text: string | null) =>
    text && /[\t\r\n]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : (text ?? "");
  return table.map((row) => row.map(field).join("\t")).join("\n");
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** The table as HTML; what was merged is so again, and a text stays one even if it starts with =. */
export function formatHtml(table: Table): string {
  const cell = (text: string, span: number) => {
    const inside = text
      .replace(/[&<>"]/g, (sign) => ESCAPES[sign] as string)
      .replaceAll("\n", '<br style="mso-data-placement:same-cell">');
    const numeric = text !== "" && Number.isFinite(Number(text));
    const style = numeric ? "" : ` style="mso-number-format:'\\@'"`;
    return `<td${span > 1 ? ` colspan="${span}"` : ""}${style}>${inside}</td>`;
  };
  const rows = table.map((row) =>
    row
      .map((text, at) => {
        if (text === null) return "";
        const next = row.findIndex((other, index) => index > at && other !== null);
        return cell(text, (next < 0 ? row.length : next) - at);
      })
      .join(""),
  );
  return `<table>${rows.map((row) => `<tr>${row}</tr>`).join("")}</table>`;
}
