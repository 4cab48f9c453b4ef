/** What can be done with arrows: say what one is, and draw one from a touchpoint. */
import { add } from "../../document/edits";
import type { Id } from "../../document/types";
import { touchpoints } from "../../layout/layout";
import { editText } from "../../widget/editing";
import { nameOf } from "../../widget/names";
import type { MenuItem, View } from "../view";
import { kindOf } from "./arrows";

export function renameLink(view: View, id: Id, over: HTMLElement): void {
  const label = view.t("editor.links");
  editText(view, { over, id, field: "text", label, multiline: false });
}

/** Where an arrow from this touchpoint can lead: every touchpoint, itself included. */
function targetMenu(view: View, source: Id): MenuItem[] {
  const { session, t } = view;
  const { store, root } = session;
  const order = touchpoints(store, root);
  const connect = (target: Id) => {
    const map = store.peek(root);
    if (!map) return;
    const kind = kindOf(order.indexOf(source), order.indexOf(target));
    const fields = { source, target, ...(kind === "branch" ? {} : { kind }) };
    const [change] = add(map, "links", map.children.links?.length ?? 0, fields);
    session.edit([change], t("editor.said.added", { what: t(`editor.link.${kind}`) }));
    view.focusActive();
  };
  return order.map((id) => ({ label: nameOf(view, id), run: () => connect(id) }));
}

export function openTargets(view: View, source: Id, anchor: HTMLElement): void {
  const label = view.t("editor.menu.connect");
  view.menu.value = { anchor, items: targetMenu(view, source), label };
}
