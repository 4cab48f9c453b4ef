/** Something goes to another place: what is said of it, in a bar with undo when it left its parent. */
import type { Change } from "../document/types";
import { nameOf } from "../widget/names";
import type { View } from "./view";

/** `where` is a side in words; the stage or touchpoint is named when it is another one. */
export function move(view: View, changes: Change[], what: string, where = ""): void {
  const [change] = changes;
  const away = change?.kind === "moved" && change.from[0] !== change.to[0];
  const said = away
    ? view.t("editor.said.moved_to", { what, where: nameOf(view, change.to[0]) })
    : view.t("editor.said.moved", { what, where });
  view.session.edit(changes, said, "", away);
}
