/** The editor on the whole screen. */
import type { Command } from "../../editor/command";
import { toggleFull } from "../../editor/zoom/full";

export const commands: Command[] = [
  {
    id: "full",
    words: "editor.full",
    reads: true,
    checked: (view) => view.full.value,
    run: toggleFull,
    menus: { more: 2.2, "bar.view": 3 },
    button: { icon: "full" },
  },
  {
    id: "full.end",
    keys: ["Esc"],
    everywhere: true,
    when: (view) => view.full.peek(),
    run: toggleFull,
    sheet: ["keys.walk", "keys.escape"],
  },
];
