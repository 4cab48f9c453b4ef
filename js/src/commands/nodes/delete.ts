/** Take a stage, touchpoint, card, persona, lane or arrow out of the map. */
import { removeNode } from "../../document/edits";
import { type Command, isHead, type Target } from "../../editor/command";
import { removeWithFocus } from "../../editor/grid/head-actions";
import { clearCells } from "../../editor/grid/selection";
import { cardWords } from "../../editor/lanes/card-moves";
import { laneTitle } from "../../editor/lanes/lane-actions";
import type { View } from "../../editor/view";
import { nameOf } from "../../widget/names";

function nameFor(view: View, { about, id, element }: Target): string {
  const record = view.session.store.peek(id);
  if (about === "card") return cardWords(view, id, element);
  if (about === "lane" && record) return laneTitle(view, record);
  return about === "link" ? view.t("editor.links") : nameOf(view, id);
}

export const commands: Command[] = [
  {
    id: "delete",
    words: "editor.menu.delete",
    keys: ["Delete"],
    also: ["Backspace"],
    on: ["stage", "touchpoint", "card", "persona"],
    run(view, target, event) {
      const { session, t } = view;
      if (isHead(target)) {
        if (event && view.range.peek()) clearCells(view);
        else removeWithFocus(view, target.id);
        return;
      }
      const said = t("editor.said.removed", { what: nameFor(view, target) });
      session.edit(removeNode(session.store, target.id), said);
      if (target.about === "card") view.focusActive();
    },
    menus: { stage: 9, touchpoint: 9, card: 3.2, persona: 3.9, lane: 4.2, link: 3 },
    sheet: ["keys.edit", "keys.clear"],
  },
];
