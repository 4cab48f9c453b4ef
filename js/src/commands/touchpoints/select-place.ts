/** On a board, the place of a head for the charts beside the map. */
import { type Command, HEADS } from "../../editor/command";
import { selectHead } from "../../editor/grid/select-place";

export const commands: Command[] = [
  {
    id: "select-place",
    also: ["Space", "Shift+Space"],
    on: HEADS,
    run: (view, { element }, event) => selectHead(view, element, event?.shiftKey === true),
  },
];
