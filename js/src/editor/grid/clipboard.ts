/** Cut, copy and paste: the selected cells as a table, a table as cells or as a whole map. */

import { type Flavours, flavoursOf, tableOf, tooLong } from "../../dom/clipboard";
import { copyTable } from "../../tables/copy-table";
import { eachText, guard, unguard } from "../../tables/formulas";
import { formatTsv, sizeOf, type Table, tooLarge } from "../../tables/table";
import { keyName } from "../../widget/key-names";
import { withParts } from "../late";
import type * as Plans from "../more";
import type { View } from "../view";
import { clearCells, gridOf, selectedRect } from "./selection";

/**
 * Take the clipboard's events that are meant for the grid. They are told to wherever the page's
 * caret is, which is not where the focus is: so it is the page that is listened to.
 */
export function watchClipboard(view: View, signal: AbortSignal): void {
  const page = view.root.ownerDocument;
  for (const name of ["copy", "cut", "paste"] as const) {
    page.addEventListener(name, (event) => onClipboard(view, name, event), {
      capture: true,
      signal,
    });
  }
}

function onClipboard(view: View, name: "copy" | "cut" | "paste", event: ClipboardEvent): void {
  const { clipboardData: data } = event;
  const focus = (view.root.getRootNode() as Document | ShadowRoot).activeElement;
  if (!data || !focus || !view.root.contains(focus)) return;
  // A text field has its own; what is not the grid has nothing to copy.
  if (!focus.closest(".cjw-scroller") || focus.matches("input, textarea, select")) return;
  event.stopPropagation();
  event.preventDefault();
  if (name === "paste") {
    paste(view, { html: data.getData("text/html"), text: data.getData("text/plain") });
    return;
  }
  const copied = copy(view, name);
  if (!copied) return;
  data.setData("text/plain", copied.text);
  data.setData("text/html", copied.html);
}

/** The selected cells for the clipboard; cut clears them. */
function copy(view: View, name: "copy" | "cut"): Flavours | null {
  const rect = selectedRect(view);
  if (!rect) return null;
  const table = copyTable(gridOf(view), rect);
  const said = view.t(`editor.said.${name}`, sizeOf(table));
  if (name === "cut") clearCells(view, said);
  view.session.said.value = said;
  return offered(view, table);
}

function offered(view: View, table: Table): Flavours {
  return flavoursOf(view.guarded ? eachText(table, guard) : table);
}

function taken(view: View, flavours: Flavours): Table {
  const table = tableOf(flavours);
  return view.guarded ? eachText(table, unguard) : table;
}

function say(view: View, key: string, values = {}): void {
  view.session.notice.value = { sentence: view.t(key, values), hint: "", draft: "" };
}

function paste(view: View, flavours: Flavours): void {
  const table = tooLong(flavours) ? null : taken(view, flavours);
  if (!table || tooLarge(table)) say(view, "editor.paste.too_large", sizeOf(table ?? []));
  else if (table.length === 0) say(view, "editor.paste.nothing");
  else {
    const put = gridOf(view).cols.length === 0 ? build : pasteTable;
    withParts(view, (plans) => put(view, table, plans));
  }
}

function pasteTable(view: View, copied: Table, { planPaste, spread }: typeof Plans): void {
  const { session, t } = view;
  const grid = gridOf(view);
  const rect = selectedRect(view);
  if (!rect) return;
  const table = spread(copied, rect);
  const plan = planPaste(grid, table, rect.top, rect.left);
  if (plan.refused) {
    say(view, plan.refused);
    return;
  }
  const { rows, columns, added } = plan;
  const more = Object.entries(added)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => t(`editor.said.pasted_${what}`, { count }));
  const said = [t("editor.said.pasted", { rows, columns }), ...more].join(" ");
  session.edit(plan.changes, said, formatTsv(copied), true);
  view.focusActive();
}

/** The first table of a map is the map. */
function build(view: View, table: Table, { planMap }: typeof Plans): void {
  const { session, t } = view;
  const { changes, ...counts } = planMap(session.store, session.root, table, t);
  session.edit(changes, t("editor.said.built", counts), formatTsv(table), true);
  view.active.value = { row: "stage", node: "", col: 0 };
  view.focusActive();
}

/** Copy or cut by a menu: the browser may refuse, and then the keys still work. */
export async function copyFromMenu(view: View, name: "copy" | "cut"): Promise<void> {
  const rect = selectedRect(view);
  if (!rect) return;
  const { html, text } = offered(view, copyTable(gridOf(view), rect));
  const blob = (type: string, data: string) => new Blob([data], { type });
  const item = { "text/plain": blob("text/plain", text), "text/html": blob("text/html", html) };
  try {
    await navigator.clipboard.write([new ClipboardItem(item)]);
    copy(view, name);
  } catch {
    say(view, "editor.paste.denied", { keys: keyName(name === "cut" ? "Ctrl+X" : "Ctrl+C") });
  }
}

export async function pasteFromMenu(view: View): Promise<void> {
  try {
    const items = await navigator.clipboard.read();
    const read = async (type: string) => {
      const item = items.find(({ types }) => types.includes(type));
      return item ? (await item.getType(type)).text() : "";
    };
    paste(view, { html: await read("text/html"), text: await read("text/plain") });
  } catch {
    view.root.querySelector<HTMLElement>(".cjw-empty")?.focus();
    say(view, "editor.paste.denied", { keys: keyName("Ctrl+V") });
  }
}
