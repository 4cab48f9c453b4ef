/** Whose curves are drawn. */
import type { Command } from "../../editor/command";
import { inHand, shownPersonas } from "../../editor/emotion/feeling";
import { showAll, showOnly, toggleCurve } from "../../editor/toolbar/persona-actions";
import { personasOf } from "../../widget/personas";

export const commands: Command[] = [
  {
    id: "persona.edit",
    words: "editor.persona.edit",
    when: (view, { id }) => shownPersonas(view).length > 1 && !view.muted.value.has(id),
    checked: (view, { id }) => inHand(view)?.id === id,
    run(view, { id }) {
      view.hand.value = id;
    },
    menus: { persona: 2.05 },
  },
  {
    id: "persona.show",
    words: "editor.persona.show",
    reads: true,
    checked: (view, { id }) => !view.muted.value.has(id),
    run: (view, { id }) => toggleCurve(view, id),
    menus: { persona: 2.1 },
  },
  {
    id: "persona.only",
    words: "editor.persona.only",
    reads: true,
    when: (view) => personasOf(view).length > 1,
    run: (view, { id }) => showOnly(view, id),
    menus: { persona: 2.2 },
  },
  {
    id: "persona.all",
    words: "editor.persona.all",
    reads: true,
    when: (view) => view.muted.value.size > 0,
    run: showAll,
    menus: { persona: 2.3 },
  },
];
