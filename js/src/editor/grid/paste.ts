/** A table from the clipboard as cells or as a whole map. */
import type { Flavours } from "../../dom/clipboard";
import { tableOf, tooLong } from "../../dom/pasted";
import { eachText, unguard } from "../../tables/formulas";
import { planMap } from "../../tables/matrix";
import { planPaste, spread } from "../../tables/paste";
import { formatTsv, sizeOf, type Table, tooLarge } from "../../tables/table";
import type { View } from "../view";
import { say } from "./clipboard";
import { gridOf, selectedRect } from "./selection";

function taken(view: View, flavours: Flavours): Table {
  const table = tableOf(flavours);
  return view.guarded ? eachText(table, unguard) : table;
}

export function paste(view: View, flavours: Flavours): void {
  const table = tooLong(flavours) ? null : taken(view, flavours);
  if (!table || tooLarge(table)) say(view, "editor.paste.too_large", sizeOf(table ?? []));
  else if (table.length === 0) say(view, "editor.paste.nothing");
  else if (gridOf(view).cols.length === 0) build(view, table);
  else pasteTable(view, table);
}

function pasteTable(view: View, copied: Table): void {
  const { session, t } = view;
  const grid = gridOf(view);
  const rect = selectedRect(view);
  if (!rect) return;
  const table = spread(copied, rect);
  const plan = planPaste(grid, table, rect.top, rect.left);
  if (plan.refused) {
    say(view, plan.refused);
    return;
  }
  const { rows, columns, added } = plan;
  const more = Object.entries(added)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => t(`editor.said.pasted_${what}`, { count }));
  const said = [t("editor.said.pasted", { rows, columns }), ...more].join(" ");
  session.edit(plan.changes, said, formatTsv(copied), true);
  view.focusActive();
}

/** The first table of a map is the map. */
function build(view: View, table: Table): void {
  const { session, t } = view;
  const { changes, ...counts } = planMap(session.store, session.root, table, t);
  session.edit(changes, t("editor.said.built", counts), formatTsv(table), true);
  view.active.value = { row: "stage", node: "", col: 0 };
  view.focusActive();
}
