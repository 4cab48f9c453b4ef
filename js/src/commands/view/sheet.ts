/** The sheet of all keys. */
import type { Command } from "../../editor/command";

export const commands: Command[] = [
  {
    id: "sheet",
    words: "keys.title",
    keys: ["?"],
    reads: true,
    run(view) {
      view.sheet.value = true;
    },
    menus: { more: 4, "bar.view": 5 },
    button: { icon: "help", class: "cjw-roomy" },
    sheet: ["keys.view", "keys.sheet"],
  },
];
