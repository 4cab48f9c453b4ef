/** An arrow to another touchpoint, and its kind. */
import { LINK_KIND } from "../../document/schema.generated";
import { type Command, choice } from "../../editor/command";
import { headOf } from "../../editor/grid/head-actions";
import { withParts } from "../../editor/late";

export const commands: Command[] = [
  {
    id: "connect",
    words: "editor.menu.connect",
    run(view, { id }) {
      const anchor = headOf(view, id);
      if (!anchor) return;
      withParts(view, ({ openTargets }) => openTargets(view, id, anchor));
    },
    menus: { touchpoint: 1.3 },
  },
  ...LINK_KIND.map((value, index) =>
    choice(
      { id: `link.${value}`, words: `editor.link.${value}`, menus: { link: 1.2 + index / 10 } },
      { field: "kind", value, usual: "branch" },
    ),
  ),
];
