/** Cut, copy and paste: the selected cells as a table; paste.ts has the way back. */

import { type Flavours, flavoursOf } from "../../dom/clipboard";
import { copyTable } from "../../tables/copy-table";
import { eachText, guard } from "../../tables/formulas";
import { sizeOf, type Table } from "../../tables/table";
import { keyName } from "../../widget/key-names";
import { withParts } from "../late";
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
    const flavours = { html: data.getData("text/html"), text: data.getData("text/plain") };
    withParts(view, ({ paste }) => paste(view, flavours));
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

export function say(view: View, key: string, values = {}): void {
  view.session.notice.value = { sentence: view.t(key, values), hint: "", draft: "" };
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
    const flavours = { html: await read("text/html"), text: await read("text/plain") };
    withParts(view, ({ paste }) => paste(view, flavours));
  } catch {
    view.root.querySelector<HTMLElement>(".cjw-empty")?.focus();
    say(view, "editor.paste.denied", { keys: keyName("Ctrl+V") });
  }
}
