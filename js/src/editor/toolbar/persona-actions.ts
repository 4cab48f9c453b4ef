/** What can be done to a persona above the grid. */
import { stepNode } from "../../document/edits";
import type { Id } from "../../document/types";
import { editText } from "../../widget/editing";
import { nameOf } from "../../widget/names";
import { personasOf } from "../../widget/personas";
import { afterDrawing } from "../../widget/widget";
import type { View } from "../view";

/** Whether only some are shown: those are chosen. */
export const someChosen = (view: View): boolean =>
  personasOf(view).some(({ id }) => view.muted.value.has(id));

/**
 * A click on a chip, here as above a board: where everyone is shown, it is this one; else one more,
 * or one less, and everyone again after the last. Who is chosen last has the curve one edits.
 */
export function choose(view: View, id: Id): void {
  const all = personasOf(view).map((persona) => persona.id);
  const chosen = someChosen(view) ? all.filter((each) => !view.muted.peek().has(each)) : [];
  const others = chosen.filter((each) => each !== id);
  const taken = others.length < chosen.length;
  const next = taken ? others : [...chosen, id];
  view.muted.value = new Set(next.length ? all.filter((each) => !next.includes(each)) : []);
  if (!taken) view.hand.value = id;
  const key = taken && next.length ? "hidden" : taken ? "all" : "shown";
  view.session.said.value = view.t(`editor.persona.${key}`, { what: nameOf(view, id) });
}

/** Show a curve, or hide it. */
export function toggleCurve(view: View, id: Id): void {
  const next = new Set(view.muted.peek());
  const shown = next.delete(id);
  if (!shown) next.add(id);
  view.muted.value = next;
  const key = shown ? "editor.persona.shown" : "editor.persona.hidden";
  view.session.said.value = view.t(key, { what: nameOf(view, id) });
}

export function showOnly(view: View, id: Id): void {
  const others = personasOf(view).filter((persona) => persona.id !== id);
  view.muted.value = new Set(others.map((persona) => persona.id));
  view.hand.value = id;
  view.session.said.value = view.t("editor.persona.shown", { what: nameOf(view, id) });
}

export function showAll(view: View): void {
  view.muted.value = new Set();
}

function chipOf(view: View, id: Id): HTMLElement | null {
  const chip = view.root.querySelector<HTMLElement>(`[data-persona-chip="${id}"]`);
  return chip ?? view.root.querySelector(".cjw-personas");
}

export function renamePersona(view: View, id: Id, select = false): void {
  const over = chipOf(view, id);
  const label = view.t("editor.persona_name");
  if (over) editText(view, { over, id, field: "name", label, multiline: false, select });
}

export function stepPersona(view: View, id: Id, step: -1 | 1): void {
  const { session, t } = view;
  const said = t("editor.said.moved", { what: nameOf(view, id), where: view.sideOf(step) });
  session.edit(stepNode(session.store, id, step), said);
  afterDrawing(() => chipOf(view, id)?.focus());
}
