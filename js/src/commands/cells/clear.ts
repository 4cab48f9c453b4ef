/** Take away what the selected cells hold. */
import type { Command } from "../../editor/command";
import { actionsOf } from "../../editor/grid/cell";
import { clearCells } from "../../editor/grid/selection";

export const commands: Command[] = [
  {
    id: "clear",
    words: "editor.menu.clear",
    keys: ["Delete"],
    also: ["Backspace"],
    on: ["cell", "point"],
    run(view, { element }, event) {
      const { clear } = actionsOf(element);
      if (event && clear && !view.range.peek()) clear();
      else clearCells(view);
    },
    menus: { edit: 1.4 },
    sheet: ["keys.edit", "keys.clear"],
  },
];
