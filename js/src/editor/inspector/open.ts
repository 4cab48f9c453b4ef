/** The panel opened, closed, and pointed at what the focus is in. */
import type { Id } from "../../document/types";
import { afterDrawing } from "../../widget/widget";
import { withParts } from "../late";
import type { View } from "../view";

const focusPanel = (view: View) =>
  withParts(view, () =>
    afterDrawing(() =>
      view.root.querySelector<HTMLElement>(".cjw-panel :is(textarea, input, select)")?.focus(),
    ),
  );

/** Show all fields of a node. */
export function inspect(view: View, id: Id): void {
  view.inspected.value = id;
  view.panel.value = true;
  focusPanel(view);
}

export function closePanel(view: View): void {
  view.panel.value = false;
  view.focusActive();
}

export function togglePanel(view: View): void {
  if (view.panel.value) closePanel(view);
  else inspect(view, view.inspected.peek());
}

/** The panel follows the focus through the grid, card by card and cell by cell. */
export function followFocus(view: View, event: FocusEvent): void {
  const place = (event.target as HTMLElement).closest<HTMLElement>(
    "[data-card], [data-persona-chip], [data-node], [data-lane]",
  );
  if (!place) return;
  const { card, personaChip, node, lane } = place.dataset;
  view.inspected.value = card ?? personaChip ?? node ?? lane ?? view.session.root;
}
