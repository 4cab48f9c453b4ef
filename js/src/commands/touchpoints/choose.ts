/** On a board, the place of a head for the charts beside the map. */
import { type Command, HEADS } from "../../editor/command";
import { chooseHead } from "../../editor/grid/choose";

export const commands: Command[] = [
  {
    id: "choose",
    also: ["Space", "Shift+Space"],
    on: HEADS,
    run: (view, { element }, event) => chooseHead(view, element, event?.shiftKey === true),
  },
];
