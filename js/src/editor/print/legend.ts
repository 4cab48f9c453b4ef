/** What the marks of a printed map mean, in one line: only of those that are on it. */
import type { View } from "../view";

type Sign = [found: string, mark: string, key: string];

const SIGNS: Sign[] = [
  [".cjw-point .cjw-mark:not(.cjw-hollow)", "<dot", "emotion.measured"],
  [".cjw-point .cjw-mark.cjw-hollow", "<dot cjw-hollow", "emotion.assumed"],
  [".cjw-gauge", "<gauge", "editor.print.lost"],
  [".cjw-done", "✓", "editor.print.done"],
  [".cjw-star", "★", "editor.print.moment"],
  [".cjw-of-pains", "<card", "lane.pains"],
  [".cjw-of-opportunities", "<card cjw-good", "lane.opportunities"],
];

export function legend({ t }: View, grid: HTMLElement): HTMLElement {
  const line = document.createElement("p");
  line.className = "cjw-legend";
  for (const [found, mark, key] of SIGNS) {
    if (!grid.querySelector(found)) continue;
    const sign = line.appendChild(document.createElement("span"));
    const drawn = sign.appendChild(document.createElement("i"));
    if (mark.startsWith("<")) drawn.className = `cjw-sign-${mark.slice(1)}`;
    else drawn.textContent = mark;
    sign.append(t(key).toLocaleLowerCase());
  }
  return line;
}
