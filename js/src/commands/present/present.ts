/** One stage at a time has the screen; Tab and Enter go to the buttons, and nothing is undone. */
import type { Command, Target } from "../../editor/command";
import { withParts } from "../../editor/late";
import { stages } from "../../editor/present/present";
import type { View } from "../../editor/view";

const ON = ["presentation"] as const;

const turns = (step: -1 | 1) => (view: View, target: Target, event?: KeyboardEvent) => {
  // A button is pressed by it.
  if (event?.key === " " && target.element.closest("button")) return false;
  withParts(view, (parts) => parts.turn(view, step));
  return true;
};

/** To the side on which the text goes on, or goes back. */
const sideways = (view: View, target: Target, event?: KeyboardEvent) =>
  turns(view.sideways(event?.key ?? "") ?? 1)(view, target, event);

const scroll = (id: string, key: string, top: number): Command => ({
  id,
  keys: [key],
  on: ON,
  run: (view) => view.scroller.scrollBy({ top }),
  sheet: ["keys.present", "keys.scroll"],
});

const to = (id: string, key: string, stage: (view: View) => number): Command => ({
  id,
  also: [key],
  on: ON,
  run(view) {
    view.presented.value = stage(view);
  },
});

export const commands: Command[] = [
  {
    id: "present",
    words: "editor.present",
    reads: true,
    run: (view) => withParts(view, (parts) => parts.present(view)),
    menus: { more: 2.1, "bar.view": 4 },
    button: { icon: "present" },
  },
  {
    id: "present.right",
    keys: ["→"],
    on: ON,
    run: sideways,
    sheet: ["keys.present", "keys.next"],
  },
  {
    id: "present.next",
    keys: ["Space", "PageDown"],
    on: ON,
    run: turns(1),
    sheet: ["keys.present", "keys.next"],
  },
  {
    id: "present.left",
    keys: ["←"],
    on: ON,
    run: sideways,
    sheet: ["keys.present", "keys.previous"],
  },
  {
    id: "present.previous",
    keys: ["PageUp"],
    also: ["Shift+Space"],
    on: ON,
    run: turns(-1),
    sheet: ["keys.present", "keys.previous"],
  },
  scroll("present.up", "↑", -80),
  scroll("present.down", "↓", 80),
  to("present.first", "Home", () => 0),
  to("present.last", "End", (view) => stages(view).length - 1),
  {
    id: "present.end",
    keys: ["Esc"],
    on: ON,
    run: (view) => withParts(view, (parts) => parts.endPresenting(view)),
    sheet: ["keys.present", "keys.end"],
  },
];
