/** A row of cells, and all of them. */
import { type Command, GRID } from "../../editor/command";
import { dropSelection, selectAll, selectMore, selectRow } from "../../editor/grid/selection";

export const commands: Command[] = [
  {
    id: "select.more",
    keys: ["Ctrl+A"],
    on: GRID,
    run: selectMore,
    sheet: ["keys.walk", "keys.select"],
  },
  {
    id: "select.row",
    words: "editor.menu.select_row",
    shows: "Ctrl+A",
    reads: true,
    run: (view) => selectRow(view),
    menus: { edit: 2.1 },
  },
  {
    id: "select.all",
    words: "editor.menu.select_all",
    shows: "Ctrl+A A",
    reads: true,
    run: selectAll,
    menus: { edit: 2.2 },
  },
  {
    id: "select.none",
    keys: ["Esc"],
    on: GRID,
    everywhere: true,
    when: (view, { about }) => about !== "card" && about !== "point" && !!view.range.peek(),
    run: dropSelection,
  },
];
