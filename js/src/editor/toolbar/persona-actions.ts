/** What can be done to a persona above the grid. */
import { stepNode } from "../../document/edits";
import type { Id } from "../../document/types";
import { editText } from "../../widget/editing";
import { nameOf } from "../../widget/names";
import { personasOf } from "../../widget/personas";
import { afterDrawing } from "../../widget/widget";
import type { View } from "../view";

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
