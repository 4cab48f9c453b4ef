/** A copy of a stage or touchpoint with all below it, or of a card. */
import { type Command, GRID, HEADS, isHead } from "../../editor/command";
import { duplicateWithFocus } from "../../editor/grid/head-actions";
import { duplicateCard, placeOf } from "../../editor/lanes/card-moves";

export const commands: Command[] = [
  {
    id: "duplicate",
    words: "editor.menu.duplicate",
    keys: ["Ctrl+D"],
    on: GRID,
    keeps: true,
    when: (_view, target) => isHead(target) || target.about === "card",
    run(view, target) {
      const { about, id, element } = target;
      if (about === "card") duplicateCard(view, id, placeOf(view, element).title);
      else duplicateWithFocus(view, id);
    },
    menus: { edit: 2.3, stage: 7.3, touchpoint: 7.3, card: 3.1 },
    sheet: ["keys.edit", "keys.duplicate"],
  },
  {
    id: "duplicate.bare",
    words: "editor.menu.duplicate_bare",
    keys: ["Ctrl+Shift+D"],
    on: HEADS,
    keeps: true,
    run: (view, { id }) => duplicateWithFocus(view, id, true),
    menus: { stage: 7.4, touchpoint: 7.4 },
    sheet: ["keys.edit", "keys.duplicate_bare"],
  },
];
