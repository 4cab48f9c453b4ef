/** The menus of the toolbar. */

import { type Command, itemsOf, ofMap } from "../../editor/command";
import { activeTarget } from "../../editor/target";

export const commands: Command[] = [
  {
    id: "edit",
    words: "editor.edit",
    run(view, { element: anchor }) {
      const items = itemsOf(view, "edit", activeTarget(view));
      view.menu.value = { anchor, items, label: view.t("editor.edit") };
    },
    menus: { bar: 2 },
    button: { icon: "edit", named: true, opens: "menu" },
  },
  {
    id: "more",
    words: "editor.more",
    run(view, { element: anchor }) {
      const items = itemsOf(view, "more", ofMap(view, anchor));
      view.menu.value = { anchor, items, label: view.t("editor.more") };
    },
    menus: { "bar.end": 2 },
    button: { icon: "more", class: "cjw-dots", opens: "menu" },
  },
];
