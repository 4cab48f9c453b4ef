/** A map without stages: how it gets its first ones. */

import { Icon } from "../../widget/icons";
import { LatePart } from "../late";
import { useView } from "../view";
import { pasteFromMenu } from "./clipboard";
import { addNode } from "./head-actions";

export function EmptyMap() {
  const view = useView();
  const { t } = view;
  return (
    <div class="cjw-empty" tabIndex={-1}>
      <b>{t("editor.empty")}</b>
      <span>{t("editor.empty_hint")}</span>
      <div class="cjw-choices cjw-edits">
        <button
          type="button"
          class="cjw-button cjw-primary"
          onClick={() => addNode(view, view.session.root, "stages", 0)}
        >
          <Icon name="plus" size={12} /> {t("editor.first_stage")}
        </button>
        <button
          type="button"
          class="cjw-button cjw-primary"
          onClick={() => void pasteFromMenu(view)}
        >
          <Icon name="table" size={14} /> {t("editor.paste_table")}
        </button>
      </div>
      <span class="cjw-empty-note cjw-edits">{t("editor.empty_paste")}</span>
      <LatePart of="Frameworks" when={({ frameworks }) => frameworks.value.length > 0} quiet />
    </div>
  );
}
