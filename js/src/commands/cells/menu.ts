/** The menu of what has the focus. */
import { type Command, GRID } from "../../editor/command";
import { menuOf } from "../../editor/grid/context-menu";

export const commands: Command[] = [
  {
    id: "menu",
    keys: ["Shift+F10"],
    also: ["ContextMenu"],
    on: [...GRID, "persona"],
    run(view, target) {
      view.menu.value = menuOf(view, target);
    },
    sheet: ["keys.walk", "keys.menu"],
  },
];
