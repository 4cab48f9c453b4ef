/** How large the map is drawn. */
import { exactly } from "../../document/numbers";
import type { Command } from "../../editor/command";
import { withParts } from "../../editor/late";

const SHARED = { everywhere: true, reads: true, sheet: ["keys.view", "keys.zoom"] } as const;

export const commands: Command[] = [
  {
    ...SHARED,
    id: "zoom.in",
    words: "editor.zoom.in",
    keys: ["Ctrl++"],
    run: (view) => withParts(view, ({ zoomBy }) => zoomBy(view, 1)),
    menus: { more: 3.1, "bar.view": 1.3 },
    button: { icon: "plus", class: "cjw-roomy" },
  },
  {
    ...SHARED,
    id: "zoom.out",
    words: "editor.zoom.out",
    keys: ["Ctrl+−"],
    run: (view) => withParts(view, ({ zoomBy }) => zoomBy(view, -1)),
    menus: { more: 3.2, "bar.view": 1.1 },
    button: { icon: "minus", class: "cjw-roomy" },
  },
  {
    ...SHARED,
    id: "zoom.reset",
    words: "editor.zoom.reset",
    keys: ["Ctrl+0"],
    run: (view) => withParts(view, ({ setZoom }) => setZoom(view, 1)),
    menus: { more: 3.3, "bar.view": 1.2 },
    button: {
      icon: "fit",
      class: "cjw-percent",
      face: (view) => exactly(view.zoom.value, view.t, 0),
    },
  },
  {
    id: "zoom.fit",
    words: "editor.zoom.fit",
    reads: true,
    run: (view) => withParts(view, ({ fitToWidth }) => fitToWidth(view)),
    menus: { more: 3.4, "bar.view": 1.4 },
    button: { icon: "fit", class: "cjw-roomy" },
  },
];
