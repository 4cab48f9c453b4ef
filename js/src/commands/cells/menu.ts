/** The menu of what has the focus. */
import { type Command, GRID, itemsOf, type MenuName, openMenu } from "../../editor/command";
import { actionsOf } from "../../editor/grid/cell";

export const commands: Command[] = [
  {
    id: "menu",
    keys: ["Shift+F10"],
    also: ["ContextMenu"],
    on: [...GRID, "persona"],
    run(view, target) {
      const { about, element } = target;
      const label = view.t("editor.actions");
      if (about !== "cell" && about !== "point") {
        openMenu(view, about as MenuName, target, label);
        return;
      }
      const cell = element.closest<HTMLElement>("[data-row]") ?? element;
      const items = actionsOf(cell).menu?.() ?? itemsOf(view, "edit", target);
      view.menu.value = { anchor: cell, items, label };
    },
    sheet: ["keys.walk", "keys.menu"],
  },
];
