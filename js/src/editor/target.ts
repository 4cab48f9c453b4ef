/** What an element of the editor is about: a node, and what shows it. */
import type { About, Target } from "./command";
import type { View } from "./view";

/** The innermost of them counts. */
const PLACES: [selector: string, id: string, about: About][] = [
  ["[role=slider][data-persona]", "persona", "point"],
  ["[data-card]", "card", "card"],
  ["[data-persona-chip]", "personaChip", "persona"],
  ["[data-link]", "link", "link"],
  ["[data-row]", "node", "cell"],
  ["[data-lane]", "lane", "lane"],
  [".cjw-title", "", "title"],
];

export function targetOf(view: View, from: HTMLElement): Target {
  const { root } = view.session;
  if (view.presented.peek() !== null) return { about: "presentation", id: root, element: from };
  for (const [selector, name, about] of PLACES) {
    const element = from.closest<HTMLElement>(selector);
    if (!element) continue;
    const { dataset } = element;
    const isHead = dataset.row && element.getAttribute("role") === "columnheader";
    return {
      about: isHead ? (dataset.row as "stage" | "touchpoint") : about,
      id: (name && dataset[name]) || root,
      element,
    };
  }
  return { about: "map", id: root, element: from };
}

/** What the active cell is about. */
export const activeTarget = (view: View): Target =>
  targetOf(view, view.activeCell() ?? view.scroller);
