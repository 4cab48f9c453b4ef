/** The foot: how much of the map is evidence, and when it was looked at. */
import { dayOf } from "../document/days";
import { answersOf } from "../document/figures";
import { touchpoints } from "../layout/layout";
import { Sources } from "./figures/figures";
import type { View } from "./view";

export function Foot({ view }: { view: View }) {
  const { session, t } = view;
  const { store, root } = session;
  const map = store.get(root);
  const all = touchpoints(store, root)
    .map((id) => store.get(id))
    .filter((touchpoint) => touchpoint !== undefined);
  if (!map || all.length === 0) return null;
  const strong = (level: unknown = "assumption") => level !== "assumption" && level !== "anecdote";
  const observed = view.observed.value;
  const backed = all.filter(
    (touchpoint) =>
      strong(observed.get(touchpoint.id)?.level) ||
      (touchpoint.children.evidence ?? []).some((id) => strong(store.get(id)?.fields.level)),
  ).length;
  const { reviewed, review_due: due } = map.fields;
  return (
    <div class="cjw-foot">
      <span>{t("editor.evidence", { backed, all: all.length })}</span>
      <span>{answersOf(observed.get(root)?.journey)}</span>
      <Sources />
      <span class="cjw-space" />
      {reviewed && <span>{t("editor.reviewed", { day: dayOf(String(reviewed), t) })}</span>}
      {due && <span>{t("editor.due", { day: dayOf(String(due), t) })}</span>}
    </div>
  );
}
