/** One slide at a time has the screen; Tab goes to the buttons, and nothing is undone. */
import type { Command, Target } from "../../editor/command";
import { withSlides } from "../../editor/late";
import type { Showing } from "../../editor/present/turning";
import type { View } from "../../editor/view";

const does = (doing: Showing | ((view: View, key: string) => Showing)) => {
  return (view: View, target: Target, event?: KeyboardEvent) => {
    const key = event?.key ?? "";
    // A button is pressed by it.
    if (/^(?: |Enter)$/.test(key) && target.element.closest("button")) return false;
    const name = typeof doing === "string" ? doing : doing(view, key);
    withSlides(view, (parts) => parts.doShowing(view, name, key));
    return true;
  };
};

/** To the side on which the text goes on, or goes back. */
const sideways = does((view, key) => (view.sideways(key) === -1 ? "previous" : "next"));

const shows = (
  id: string,
  keys: readonly string[],
  text: string,
  run: Command["run"],
  also: readonly string[] = [],
): Command => ({
  id: `present.${id}`,
  keys,
  also,
  on: ["presentation"],
  run,
  sheet: ["keys.present", `keys.${text}`],
});

const DIGITS = [..."1234567890"];

export const commands: Command[] = [
  {
    id: "present",
    words: "editor.present",
    reads: true,
    run: (view) => withSlides(view, (parts) => parts.present(view)),
    menus: { more: 2.1, "bar.view": 4 },
    button: { icon: "present" },
  },
  shows("right", ["→"], "next", sideways),
  shows("next", ["Space", "PageDown"], "next", does("next")),
  shows("left", ["←"], "previous", sideways),
  shows("previous", ["PageUp"], "previous", does("previous"), ["Backspace", "Shift+Space", "P"]),
  shows("down", ["↓"], "closer", does("down")),
  shows("up", ["↑"], "closer", does("up")),
  shows("first", ["Home"], "ends", does("first")),
  shows("last", ["End"], "ends", does("last")),
  shows("digit", ["1"], "go", does("digit"), DIGITS.slice(1)),
  shows("enter", ["Enter"], "go", does("enter")),
  shows("notes", ["N"], "notes", does("notes")),
  shows("desk", ["S"], "desk", does("desk")),
  shows("black", ["B"], "blank", does("black"), ["."]),
  shows("white", ["W"], "blank", does("white"), [","]),
  shows("full", ["F"], "full", does("full")),
  shows("help", ["?"], "sheet", does("help")),
  shows("end", ["Esc"], "end", does("end")),
];
