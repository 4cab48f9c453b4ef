/** Where a touchpoint takes place, whether online, and which moment it is. */

import { TOUCHPOINT_MODE, TOUCHPOINT_MOMENT_OF_TRUTH } from "../../document/schema.generated";
import { type Command, choice } from "../../editor/command";
import { writeInHead } from "../../editor/grid/head-actions";

export const commands: Command[] = [
  {
    id: "touchpoint.channel",
    words: "editor.menu.channel",
    run: (view, { id }) => writeInHead(view, id, "channel", view.t("lane.channel")),
    menus: { touchpoint: 1.2 },
  },
  ...TOUCHPOINT_MODE.map((value, index) =>
    choice(
      {
        id: `touchpoint.${value}`,
        words: `editor.${value}`,
        menus: { touchpoint: 3 + index / 10 },
      },
      { field: "mode", value },
    ),
  ),
  ...TOUCHPOINT_MOMENT_OF_TRUTH.map((value, index) =>
    choice(
      {
        id: `touchpoint.${value}`,
        words: `moment.${value}`,
        menus: { touchpoint: 4 + index / 10 },
      },
      { field: "moment_of_truth", value },
    ),
  ),
];
