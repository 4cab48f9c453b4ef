/** A picture of the moment: storyboards are made of these. */
import { setField } from "../../document/edits";
import type { Column, Lane } from "../../layout/layout";
import { editText, textOf } from "../../widget/editing";
import { Cell } from "../grid/cell";
import { withParts } from "../late";
import type { View } from "../view";

type Props = { view: View; lane: Lane; title: string; column: Column; col: number };

export function ImageCell({ view, lane, title, column, col }: Props) {
  const { session, t } = view;
  const id = column.touchpoint;
  const record = id === null ? undefined : session.store.get(id);
  const picture = textOf(record?.fields.image);
  const words = textOf(record?.fields.image_alt);

  const set = (value: string | null, said: string) => {
    const now = id && session.store.peek(id);
    if (now) session.edit(setField(now, "image", value), said, "", value === null);
    view.focusActive();
  };
  const remove = () => set(null, t("editor.said.cleared"));
  const choose = () =>
    withParts(view, ({ takePicture }) =>
      takePicture(view, (chosen) => set(chosen, t("editor.said.added", { what: title }))),
    );
  const describe = () => {
    const over = view.cell(lane.row, col);
    const label = t("editor.image.alt");
    if (over && id) editText(view, { over, id, field: "image_alt", label, multiline: false });
  };
  const items = () => [
    { label: t(picture ? "editor.image.replace" : "editor.image.choose"), run: choose },
    ...(picture
      ? [
          { label: t("editor.image.describe"), run: describe },
          { label: t("editor.menu.delete"), run: remove },
        ]
      : []),
  ];
  const edit = () => {
    const anchor = view.cell(lane.row, col);
    if (!anchor || !id || !view.canEdit) return;
    if (picture) view.menu.value = { anchor, items: items(), label: title };
    else choose();
  };
  return (
    <Cell
      row={lane.row}
      col={col}
      node={id ?? column.stage}
      class="cjw-image"
      label={picture ? undefined : title}
      actions={{
        edit: id ? edit : undefined,
        clear: remove,
        menu: items,
      }}
    >
      {picture ? (
        <img src={picture} alt={words || t("editor.image.no_alt")} draggable={false} />
      ) : (
        id && (
          <button
            type="button"
            class="cjw-add cjw-edits"
            tabIndex={-1}
            aria-label={t("editor.image.choose")}
            onClick={choose}
          />
        )
      )}
    </Cell>
  );
}
