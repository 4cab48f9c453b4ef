/** Every field of something, in the panel beside the grid. */
import type { Command } from "../../editor/command";
import { inspect, togglePanel } from "../../editor/inspector/open";

const KEY = "Ctrl+I";

export const commands: Command[] = [
  {
    id: "panel",
    words: "editor.panel.all",
    keys: [KEY],
    everywhere: true,
    reads: true,
    checked: (view) => view.panel.value,
    run: togglePanel,
    menus: { more: 1.2, "bar.end": 1 },
    button: { icon: "panel", opens: "panel" },
    sheet: ["keys.edit", "keys.fields"],
  },
  {
    id: "panel.map",
    words: "editor.panel.map",
    reads: true,
    run: (view) => inspect(view, view.session.root),
    menus: { more: 1.1 },
  },
  {
    id: "fields",
    words: "editor.panel.all",
    shows: KEY,
    reads: true,
    run: (view, { id }) => inspect(view, id),
    menus: { stage: 6, touchpoint: 6, card: 1.2, lane: 1.2, persona: 1.2 },
  },
];
