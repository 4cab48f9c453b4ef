/** Find a text in the map. */
import type { Command } from "../../editor/command";
import { openFind } from "../../editor/find/open";

export const commands: Command[] = [
  {
    id: "find",
    words: "editor.find",
    keys: ["Ctrl+F"],
    everywhere: true,
    reads: true,
    run: openFind,
    menus: { edit: 3, bar: 1 },
    button: { icon: "search" },
    sheet: ["keys.walk", "keys.find"],
  },
];
