/** What can be done to stages and touchpoints, by menu, pointer or keyboard. */

import { add, duplicate, moveNode, removeNode, setField, stepNode } from "../../document/edits";
import type { Id } from "../../document/types";
import { editText } from "../../widget/editing";
import { nameOf } from "../../widget/names";
import { afterDrawing } from "../../widget/widget";
import { move } from "../moved";
import type { View } from "../view";

const rowOf = (slot: string) => (slot === "stages" ? "stage" : "touchpoint");
const kindOf = (slot: string) => (slot === "stages" ? "stage" : "touchpoint");

export function rename(view: View, id: Id, options: { replace?: boolean; select?: boolean } = {}) {
  const slot = view.session.store.peek(id)?.slot ?? "";
  const cell = view.root.querySelector<HTMLElement>(
    `[data-row="${rowOf(slot)}"][data-node="${id}"]`,
  );
  const over = cell?.querySelector<HTMLElement>(".cjw-name") ?? cell;
  if (!over) return;
  const label = view.t(`editor.${kindOf(slot)}_name`);
  editText(view, { over, id, field: "name", label, multiline: false, ...options });
}

/** Add a stage or touchpoint and open its name. */
export function addNode(view: View, parent: Id, slot: string, index: number): void {
  const { session, t } = view;
  const record = session.store.peek(parent);
  if (!record) return;
  const name = t(`editor.new_${kindOf(slot)}`);
  const [change, id] = add(record, slot, index, { name });
  session.edit([change], t("editor.said.added", { what: name }));
  view.openDrawn(rowOf(slot), id, () => rename(view, id, { select: true }));
}

export function addAfter(view: View, id: Id, offset = 1): void {
  const { store } = view.session;
  const record = store.peek(id);
  if (!record || record.parent === null) return;
  const siblings = store.peek(record.parent)?.children[record.slot] ?? [];
  addNode(view, record.parent, record.slot, siblings.indexOf(id) + offset);
}

export function removeWithFocus(view: View, id: Id): void {
  const { session, t } = view;
  const what = nameOf(view, id);
  session.edit(removeNode(session.store, id), t("editor.said.removed", { what }));
  view.focusActive();
}

export function stepWithFocus(view: View, id: Id, step: -1 | 1): void {
  const changes = stepNode(view.session.store, id, step);
  move(view, changes, nameOf(view, id), view.sideOf(step));
  view.focusActive();
}

export function moveTo(view: View, id: Id, parent: Id, index: number): void {
  const changes = moveNode(view.session.store, id, parent, index);
  move(view, changes, nameOf(view, id));
  view.focusActive();
}

/** Copy a stage or touchpoint, with all below it or bare, and go to the copy. */
export function duplicateWithFocus(view: View, id: Id, bare = false): void {
  const { session, t } = view;
  const slot = session.store.peek(id)?.slot ?? "";
  const made = duplicate(session.store, id, bare);
  if (!made) return;
  session.edit(made[0], t("editor.said.duplicated", { what: nameOf(view, id) }));
  view.openDrawn(rowOf(slot), made[1], () => {});
}

export function editGoal(view: View, stage: Id): void {
  const { session, t } = view;
  const record = session.store.peek(stage);
  if (!record) return;
  const open = (goal: Id) => {
    const head = view.root.querySelector<HTMLElement>(`[data-row="stage"][data-node="${stage}"]`);
    const over = head?.querySelector<HTMLElement>(".cjw-goal") ?? head;
    if (over) {
      editText(view, { over, id: goal, field: "text", label: t("editor.goal"), multiline: false });
    }
  };
  const known = record.children.goals?.[0];
  if (known) {
    open(known);
    return;
  }
  const [change, id] = add(record, "goals", 0, {});
  session.edit([change], "");
  afterDrawing(() => open(id));
}

/** Show a stage as one column that sums it up, or all of its touchpoints; viewers: only here. */
export function collapse(view: View, id: Id, fold: boolean): void {
  const { session, t } = view;
  const stage = session.store.peek(id);
  if (!stage) return;
  const said = t(fold ? "editor.menu.collapse" : "editor.menu.expand");
  const label = `${said}: ${nameOf(view, id)}`;
  if (view.canEdit) session.edit(setField(stage, "collapsed", fold || null), label);
  else {
    view.folds.value = new Map(view.folds.value).set(id, fold);
    session.said.value = label;
  }
  view.focusActive();
}

export const headOf = (view: View, touchpoint: Id) =>
  view.root.querySelector<HTMLElement>(`[data-row="touchpoint"][data-node="${touchpoint}"]`);

/** Write another field of a touchpoint over its head. */
export function writeInHead(view: View, id: Id, field: string, label: string): void {
  const over = headOf(view, id);
  if (over) editText(view, { over, id, field, label, multiline: false });
}
