/** What can be done to the selected cells and in the whole grid, for pointer and keyboard. */

import { Tool } from "../../widget/tool";
import { openFind } from "../find/find";
import { actionsOf } from "../grid/cell";
import { copyFromMenu, pasteFromMenu } from "../grid/clipboard";
import { clearCells, selectAll, selectRow } from "../grid/selection";
import { type MenuItem, useView, type View } from "../view";

export function cellItems(view: View): (MenuItem | null)[] {
  const { t } = view;
  const { row, col } = view.active.peek();
  const cell = view.cell(row, col);
  const copyActive = actionsOf(cell).duplicate;
  return [
    { label: t("editor.menu.cut"), keys: "Ctrl X", run: () => void copyFromMenu(view, "cut") },
    {
      label: t("editor.menu.copy"),
      keys: "Ctrl C",
      reads: true,
      run: () => void copyFromMenu(view, "copy"),
    },
    { label: t("editor.menu.paste"), keys: "Ctrl V", run: () => void pasteFromMenu(view) },
    { label: t("editor.menu.clear"), keys: "Del", run: () => clearCells(view) },
    null,
    { label: t("editor.menu.select_row"), keys: "Ctrl A", reads: true, run: () => selectRow(view) },
    {
      label: t("editor.menu.select_all"),
      keys: "Ctrl A A",
      reads: true,
      run: () => selectAll(view),
    },
    ...(copyActive ? [{ label: t("editor.menu.duplicate"), keys: "Ctrl D", run: copyActive }] : []),
    null,
    { label: t("editor.find"), keys: "Ctrl F", reads: true, run: () => openFind(view) },
  ];
}

export function EditButtons() {
  const view = useView();
  const { t } = view;
  return (
    <>
      <Tool icon="search" label={t("editor.find")} keys="Ctrl F" run={() => openFind(view)} />
      <Tool
        icon="edit"
        named
        label={t("editor.edit")}
        aria-haspopup="menu"
        run={(anchor) => {
          view.menu.value = { anchor, items: cellItems(view), label: t("editor.edit") };
        }}
      />
    </>
  );
}
