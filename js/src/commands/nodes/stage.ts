/** What only a stage has: a goal, and the way to show it as one column. */
import type { Command, Target } from "../../editor/command";
import { collapse, editGoal } from "../../editor/grid/head-actions";
import type { View } from "../../editor/view";
import { isFolded } from "../../layout/layout";

const folded = (view: View, { id }: Target): boolean =>
  isFolded(view.session.store.peek(id), view.canEdit ? undefined : view.folds.value);

export const commands: Command[] = [
  {
    id: "stage.goal",
    words: "editor.menu.goal",
    run: (view, { id }) => editGoal(view, id),
    menus: { stage: 1.2 },
  },
  {
    id: "stage.collapse",
    words: (view, target) => `editor.menu.${folded(view, target) ? "expand" : "collapse"}`,
    reads: true,
    when: (view, { id }) => (view.session.store.peek(id)?.children.touchpoints?.length ?? 0) > 0,
    run: (view, target) => collapse(view, target.id, !folded(view, target)),
    menus: { stage: 1.4 },
  },
];
