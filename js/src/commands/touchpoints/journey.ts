/** The map of its own that a touchpoint opens, and the way back. */
import type { Command, Target } from "../../editor/command";
import { writeInHead } from "../../editor/grid/head-actions";
import { back, journeyOf, openJourney } from "../../editor/trail/trail";
import type { View } from "../../editor/view";

const nodeOf = (view: View, { about, id }: Target) =>
  about === "touchpoint" ? id : view.active.peek().node;

export const commands: Command[] = [
  {
    id: "journey.open",
    words: "editor.journey.open",
    keys: ["Alt+Enter"],
    reads: true,
    when: (view, target) => journeyOf(view, nodeOf(view, target)) !== "",
    run: (view, target) => openJourney(view, nodeOf(view, target)),
    menus: { touchpoint: 2.1 },
    sheet: ["keys.walk", "keys.journey"],
  },
  {
    id: "journey.back",
    keys: ["Alt+Backspace"],
    run: (view) => back(view),
    sheet: ["keys.walk", "keys.journey"],
  },
  {
    id: "journey.create",
    words: "editor.journey.create",
    when: (view, { id }) => journeyOf(view, id) === "",
    run: (view, { id }) => view.session.request({ type: "create", node: id }),
    menus: { touchpoint: 2.2 },
  },
  {
    id: "journey.link",
    words: "editor.journey.link",
    run: (view, { id }) => writeInHead(view, id, "journey", view.t("field.journey")),
    menus: { touchpoint: 2.3 },
  },
];
