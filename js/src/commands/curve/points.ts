/** The points of the curve: better, worse, and from one to another. */
import type { Command } from "../../editor/command";
import { actionsOf } from "../../editor/grid/cell";

const ON = ["point"] as const;

export const commands: Command[] = [
  {
    id: "point.nudge",
    keys: ["↑", "↓"],
    also: ["Shift+↑", "Shift+↓"],
    on: ON,
    run: (_view, { element }, event) =>
      actionsOf(element).nudge?.(event?.key === "ArrowUp" ? 1 : -1, event?.shiftKey === true),
    sheet: ["keys.curve", "keys.nudge"],
  },
  {
    id: "point.neutral",
    keys: ["Space"],
    also: ["Enter"],
    on: ON,
    run: (_view, { element }) => actionsOf(element).edit?.(false),
    sheet: ["keys.curve", "keys.neutral"],
  },
  {
    id: "point.end",
    also: ["Home", "End", "Shift+Home", "Shift+End"],
    on: ON,
    run: (_view, { element }, event) =>
      actionsOf(element).toEnd?.(event?.key === "Home" ? "low" : "high"),
  },
  {
    id: "point.beside",
    also: ["←", "→", "Shift+←", "Shift+→"],
    on: ON,
    run(view, { element }, event) {
      const { row = "", col } = element.closest<HTMLElement>("[data-row]")?.dataset ?? {};
      const next = view.cell(row, Number(col) + (view.sideways(event?.key ?? "") ?? 0));
      next?.querySelector<HTMLElement>(`[data-persona="${element.dataset.persona}"]`)?.focus();
    },
  },
  {
    id: "point.persona",
    keys: ["PageUp", "PageDown"],
    on: ON,
    run(_view, { element }, event) {
      const all = [
        ...(element.parentElement?.querySelectorAll<HTMLElement>("[role=slider]") ?? []),
      ];
      all[all.indexOf(element) + (event?.key === "PageUp" ? -1 : 1)]?.focus();
    },
    sheet: ["keys.curve", "keys.persona"],
  },
];
