/** The name of a persona, a lane or an arrow. */
import type { Command, Target } from "../../editor/command";
import { renameLane } from "../../editor/lanes/lane-actions";
import { withParts } from "../../editor/late";
import { renamePersona } from "../../editor/toolbar/persona-actions";
import type { View } from "../../editor/view";

const RENAME: { readonly [about: string]: (view: View, target: Target) => void } = {
  persona: (view, { id }) => renamePersona(view, id),
  lane: (view, { id }) => renameLane(view, id),
  link: (view, { id, element }) => withParts(view, (parts) => parts.renameLink(view, id, element)),
};

export const commands: Command[] = [
  {
    id: "rename",
    words: "editor.menu.rename",
    keys: ["F2"],
    on: ["persona"],
    run: (view, target) => RENAME[target.about]?.(view, target),
    menus: { persona: 1.1, lane: 1.1, link: 1.1 },
  },
];
