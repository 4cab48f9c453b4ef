/** Touchpoints that open a map of their own, and the way back. */
import type { Id } from "../../document/types";
import { Icon } from "../../widget/icons";
import { afterDrawing } from "../../widget/widget";
import { useView, type View } from "../view";

export const journeyOf = (view: View, id: Id) =>
  String(view.session.store.get(id)?.fields.journey ?? "");

export function openJourney(view: View, node: Id): void {
  view.session.request({ type: "open", node });
}

export function back(view: View, to = view.trail.state.peek().crumbs.length - 2): void {
  if (to >= 0) view.session.request({ type: "back", to });
}

/** Say which map is shown now, and go on where one was in it. */
export function greet(view: View, focused: boolean): void {
  const { session, root, t } = view;
  const title = String(session.store.peek(session.root)?.fields.title || t("editor.untitled_map"));
  afterDrawing(() => {
    session.said.value = t("editor.journey.shown", { title });
    if (focused) (view.activeCell() ?? root.querySelector<HTMLElement>(".cjw-title"))?.focus();
  });
}

/** In the head of a touchpoint that has a journey. */
export function JourneyBadge({ id }: { id: Id }) {
  const view = useView();
  const path = journeyOf(view, id);
  const label = view.t("editor.journey.open");
  if (!path) return null;
  return (
    <button
      type="button"
      class="cjw-said-badge cjw-into"
      tabIndex={-1}
      aria-label={label}
      title={`${label}: ${path}`}
      onPointerDown={(event) => event.stopPropagation()}
      onClick={() => openJourney(view, id)}
    >
      <Icon name="into" size={13} />
    </button>
  );
}
