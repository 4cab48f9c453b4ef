/** A stage, touchpoint or persona to a side, a card to any, a lane up or down. */
import { type Command, GRID, HEADS, isHead, type Target } from "../../editor/command";
import { stepWithFocus } from "../../editor/grid/head-actions";
import { moveCard, type Side } from "../../editor/lanes/card-moves";
import { allLanes, stepLane } from "../../editor/lanes/lane-actions";
import { stepPersona } from "../../editor/toolbar/persona-actions";
import type { View } from "../../editor/view";
import { personasOf } from "../../widget/personas";

function canMove(view: View, { about, id }: Target, side: Side): boolean {
  const vertical = side === "up" || side === "down";
  if (about === "card") return true;
  if (about === "lane") {
    if (!vertical) return false;
    const lanes = allLanes(view);
    return lanes.at(side === "up" ? 0 : -1)?.id !== id;
  }
  if (vertical) return false;
  if (about !== "persona") return HEADS.some((head) => head === about);
  const personas = personasOf(view);
  const to = personas.findIndex((persona) => persona.id === id) + view.toward(side);
  return to >= 0 && to < personas.length;
}

function move(view: View, target: Target, side: Side): void {
  const { about, id } = target;
  if (about === "card") moveCard(view, target, side);
  else if (about === "lane") stepLane(view, id, side === "up" ? -1 : 1);
  else if (side === "up" || side === "down") return;
  else if (about === "persona") stepPersona(view, id, view.toward(side));
  else if (isHead(target)) stepWithFocus(view, id, view.toward(side));
}

const to = (side: Side, arrow: string, place: number): Command => ({
  id: `move.${side}`,
  words: (_view, { about }) =>
    about === "lane" ? `editor.lane.${side}` : `editor.menu.move_${side}`,
  keys: [`Alt+${arrow}`],
  on: GRID,
  // The browser would leave the page.
  keeps: true,
  when: (view, target) => canMove(view, target, side),
  run: (view, target) => move(view, target, side),
  menus:
    side === "up" || side === "down"
      ? { card: place, lane: 1 + place / 10 }
      : { stage: 5 + place, touchpoint: 5 + place, card: place, persona: 1 + place },
  sheet: ["keys.edit", "keys.move"],
});

export const commands: Command[] = [
  to("left", "←", 2.7),
  to("right", "→", 2.8),
  to("up", "↑", 2.5),
  to("down", "↓", 2.6),
];
