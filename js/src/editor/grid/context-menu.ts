/** The menu of a part of the grid, for the key and for the pointer's other button. */
import { menuAt } from "../../widget/menu";
import type { OpenMenu } from "../../widget/widget";
import { itemsOf, type MenuName, type Target } from "../command";
import { targetOf } from "../target";
import type { View } from "../view";
import { actionsOf } from "./cell";

/** The menu of what a target is about: that of its ⋯, and for a cell what can be done in it. */
export function menuOf(view: View, target: Target): OpenMenu {
  const { about, element } = target;
  const label = view.t("editor.actions");
  if (about !== "cell" && about !== "point") {
    return { anchor: element, items: itemsOf(view, about as MenuName, target), label };
  }
  const cell = element.closest<HTMLElement>("[data-row]") ?? element;
  return { anchor: cell, items: actionsOf(cell).menu?.() ?? itemsOf(view, "edit", target), label };
}

export function openContextMenu(view: View, event: MouseEvent): void {
  menuAt(view, event, () => {
    const target = targetOf(view, event.target as HTMLElement);
    return target.about === "map" ? null : menuOf(view, target);
  });
}
