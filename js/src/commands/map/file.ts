/** The menu of the map's file: to save it, to copy it, to go to another one. */
import type { Command } from "../../editor/command";
import { withParts } from "../../editor/late";

export const commands: Command[] = [
  {
    id: "file",
    words: "editor.file",
    when: (view) => !!view.trail.state.value.file,
    run: (view, { element }) => withParts(view, ({ openFileMenu }) => openFileMenu(view, element)),
    menus: { more: 0 },
  },
];
