/** All lanes, the hidden ones too, and the way to a new one. */
import type { Command } from "../../editor/command";
import { lanesMenu } from "../../editor/lanes/lane-actions";

export const commands: Command[] = [
  {
    id: "lanes",
    words: "editor.lanes",
    run(view, { element: anchor }) {
      view.menu.value = { anchor, items: lanesMenu(view, anchor), label: view.t("editor.lanes") };
    },
    menus: { bar: 4 },
    button: { icon: "lanes", named: true, class: "cjw-edits", opens: "menu" },
  },
];
