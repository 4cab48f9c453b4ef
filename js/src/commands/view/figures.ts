/** What attached data say, on the map or not. */
import type { Command } from "../../editor/command";

export const commands: Command[] = [
  {
    id: "figures",
    words: "editor.figures",
    reads: true,
    when: (view) => view.figures.value !== null,
    checked: (view) => view.withFigures.value,
    run(view) {
      view.withFigures.value = !view.withFigures.value;
    },
    menus: { more: 1.3, "bar.view": 2 },
    button: { icon: "figures" },
  },
];
