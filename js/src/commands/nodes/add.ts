/** A stage or touchpoint beside this one; a card. */
import { type Command, GRID, isHead } from "../../editor/command";
import { actionsOf } from "../../editor/grid/cell";
import { addAfter, addNode } from "../../editor/grid/head-actions";

const beside = (side: "before" | "after", key: string, place: number): Command => ({
  id: `add.${side}`,
  words: (_view, { about }) => `editor.menu.${about}_${side}`,
  keys: [key],
  on: GRID,
  run(view, target) {
    if (isHead(target)) addAfter(view, target.id, side === "after" ? 1 : 0);
    else if (side === "after") {
      actionsOf(target.element.closest("[data-row]")).add?.();
    }
  },
  menus: { stage: place, touchpoint: place },
  sheet: ["keys.edit", "keys.add"],
});

export const commands: Command[] = [
  beside("after", "Ctrl+Enter", 7.2),
  beside("before", "Ctrl+Shift+Enter", 7.1),
  {
    id: "add.touchpoint",
    words: "editor.menu.add_touchpoint",
    run(view, { id }) {
      const count = view.session.store.peek(id)?.children.touchpoints?.length ?? 0;
      addNode(view, id, "touchpoints", count);
    },
    menus: { stage: 1.3 },
  },
  {
    id: "add.stage",
    words: "editor.stage",
    run(view) {
      const { store, root } = view.session;
      addNode(view, root, "stages", store.peek(root)?.children.stages?.length ?? 0);
    },
    menus: { bar: 3 },
    button: { icon: "plus", named: true, class: "cjw-edits cjw-main" },
  },
];
