/** From a card or a point back to its cell. */
import type { Command } from "../../editor/command";

export const commands: Command[] = [
  {
    id: "leave",
    keys: ["Esc"],
    on: ["card", "point"],
    run: (_view, { element }) => element.closest<HTMLElement>("[data-row]")?.focus(),
    sheet: ["keys.walk", "keys.escape"],
  },
];
