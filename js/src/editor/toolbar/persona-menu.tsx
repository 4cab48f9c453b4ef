/** One menu for all personas, where there is no room for each; it leads to the menu of each. */
import { Mark, personasOf } from "../../widget/personas";
import type { View } from "../view";
import { openChipMenu } from "./persona-chips";

export function openPersonas(view: View, anchor: HTMLElement): void {
  const personas = personasOf(view);
  const items = personas.map((persona) => ({
    label: persona.name,
    mark: <Mark index={persona.index} hollow={view.muted.peek().has(persona.id)} />,
    keys: "›",
    reads: true,
    run: () => openChipMenu(view, anchor, persona),
  }));
  view.menu.value = {
    anchor,
    items,
    label: view.t("editor.personas", { count: personas.length }),
  };
}
