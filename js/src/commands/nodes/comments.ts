/** What is said about the map, a persona, a stage or a touchpoint. */
import { openCommentsHere, openCommentsOf } from "../../comments/badge";
import type { Command } from "../../editor/command";

export const commands: Command[] = [
  {
    id: "comments",
    words: "editor.menu.comments",
    keys: ["Ctrl+Alt+M"],
    everywhere: true,
    reads: true,
    keeps: true,
    when: (view) => view.withComments.value,
    run(view, { id, element }, event) {
      if (event) openCommentsHere(view, element);
      else openCommentsOf(view, id, view.activeCell() ?? view.root);
    },
    menus: { stage: 8, touchpoint: 8, persona: 1.3 },
    sheet: ["keys.edit", "keys.comments"],
  },
];
