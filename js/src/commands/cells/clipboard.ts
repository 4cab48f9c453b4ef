/** Cells as a table; by their keys the browser does it, and clipboard.ts listens to that. */
import type { Command } from "../../editor/command";
import { copyFromMenu, pasteFromMenu } from "../../editor/grid/clipboard";

const SHEET = ["keys.edit", "keys.clipboard"] as const;

export const commands: Command[] = [
  {
    id: "copy",
    words: "editor.menu.copy",
    icon: "copy",
    shows: "Ctrl+C",
    reads: true,
    run: (view) => void copyFromMenu(view, "copy"),
    menus: { edit: 1.2 },
    sheet: SHEET,
  },
  {
    id: "cut",
    words: "editor.menu.cut",
    shows: "Ctrl+X",
    run: (view) => void copyFromMenu(view, "cut"),
    menus: { edit: 1.1 },
    sheet: SHEET,
  },
  {
    id: "paste",
    words: "editor.menu.paste",
    shows: "Ctrl+V",
    run: (view) => void pasteFromMenu(view),
    menus: { edit: 1.3 },
    sheet: SHEET,
  },
];
