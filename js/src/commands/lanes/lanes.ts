/** All lanes, the hidden ones too, and the way to a new one. */
import type { Command } from "../../editor/command";
import { withParts } from "../../editor/late";

export const commands: Command[] = [
  {
    id: "lanes",
    words: "editor.lanes",
    run: (view, { element }) => withParts(view, ({ openLanes }) => openLanes(view, element)),
    menus: { bar: 4 },
    button: { icon: "lanes", named: true, class: "cjw-edits", opens: "menu" },
  },
];
