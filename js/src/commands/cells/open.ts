/** The text of a cell or a card; in the emotion lane its points. */
import type { Command } from "../../editor/command";
import { actionsOf } from "../../editor/grid/cell";
import { renameTitle } from "../../editor/toolbar/title";

export const commands: Command[] = [
  {
    id: "open",
    words: (_view, { about }) =>
      about === "card" ? "editor.menu.edit_card" : "editor.menu.rename",
    keys: ["Enter", "F2"],
    on: ["stage", "touchpoint", "cell", "card", "title"],
    run(view, { about, element }) {
      if (about === "title") renameTitle(view, element);
      else actionsOf(element).edit?.(false);
    },
    menus: { stage: 1.1, touchpoint: 1.1, card: 1.1 },
    sheet: ["keys.edit", "keys.open"],
  },
  {
    // The text field has it.
    id: "open.line",
    keys: ["Shift+Enter"],
    on: [],
    run: () => false,
    sheet: ["keys.edit", "keys.line"],
  },
];

export const points: Command = {
  // Opening the cell does it.
  id: "open.points",
  keys: ["Enter"],
  on: [],
  run: () => false,
  sheet: ["keys.curve", "keys.point"],
};

export const typed: Command = {
  id: "open.typed",
  types: true,
  on: ["stage", "touchpoint", "cell", "card"],
  run(_view, { element }) {
    // The field has the focus before the key takes effect, so the sign lands in it by itself.
    actionsOf(element).edit?.(true);
    return false;
  },
};
