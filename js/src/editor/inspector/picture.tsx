/** A picture in the panel: chosen from a file, scaled down here, or taken out. */
import { setField } from "../../document/edits";
import { choosePicture } from "../../dom/picture";
import { textOf } from "../../widget/editing";
import { useView } from "../view";
import type { ControlProps } from "./field";

const SIDE = 800;

export function PictureField({ spec, record, label }: ControlProps) {
  const view = useView();
  const { session, t } = view;
  const picture = textOf(record.fields[spec.name]);
  const set = (value: string | null) => {
    const now = session.store.peek(record.id);
    if (!now) return;
    session.edit(setField(now, spec.name, value), t("editor.said.edited", { what: label }));
  };
  const choose = async () => {
    try {
      const chosen = await choosePicture(SIDE);
      if (chosen) set(chosen);
    } catch {
      const sentence = t("editor.image.unreadable");
      session.notice.value = { sentence, hint: t("editor.image.kinds"), draft: "" };
    }
  };
  const alt = textOf(record.fields[`${spec.name}_alt`]) || label;
  return (
    <div class="cjw-picture">
      {picture && <img src={picture} alt={alt} />}
      <button type="button" class="cjw-button cjw-primary cjw-edits" onClick={choose}>
        {t(picture ? "editor.image.replace" : "editor.image.choose")}
      </button>
      {picture && (
        <button type="button" class="cjw-button cjw-edits" onClick={() => set(null)}>
          {t("editor.panel.remove")}
        </button>
      )}
    </div>
  );
}
