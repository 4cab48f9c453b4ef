/** From card to card of a cell. */
import type { Command } from "../../editor/command";

export const commands: Command[] = [
  {
    id: "card.walk",
    also: ["←", "↑", "→", "↓"],
    on: ["card"],
    run(view, { element }, event) {
      const cards = [
        ...(element.parentElement?.querySelectorAll<HTMLElement>("[data-card]") ?? []),
      ];
      const step = view.sideways(event?.key ?? "") ?? (event?.key === "ArrowUp" ? -1 : 1);
      cards[cards.indexOf(element) + step]?.focus();
    },
  },
];
