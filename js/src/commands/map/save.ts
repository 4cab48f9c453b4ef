/** Ctrl+S, told to people; the notebook hears the key as well, so widget/mount.tsx hears it first. */
import type { Command } from "../../editor/command";

export const commands: Command[] = [
  {
    id: "save",
    shows: "Ctrl+S",
    when: (view) => view.canEdit,
    run: () => false,
    sheet: ["keys.edit", "keys.save"],
  },
];
