/** Tables for the clipboard: as HTML, which spreadsheets read, and as text. */
import { formatHtml, formatTsv, type Table } from "../tables/table";

export type Flavours = { html: string; text: string };

export function flavoursOf(table: Table): Flavours {
  return { html: formatHtml(table), text: formatTsv(table) };
}
