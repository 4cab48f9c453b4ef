/** A picture in the panel: chosen from a file, scaled down here, or taken out. */
import { setField } from "../../document/edits";
import { textOf } from "../../widget/editing";
import { takePicture } from "../take-picture";
import { useView } from "../view";
import type { ControlProps } from "./field";

export function PictureField({ spec, record, label }: ControlProps) {
  const view = useView();
  const { session, t } = view;
  const picture = textOf(record.fields[spec.name]);
  const set = (value: string | null) => {
    const now = session.store.peek(record.id);
    if (!now) return;
    session.edit(setField(now, spec.name, value), t("editor.said.edited", { what: label }));
  };
  const choose = () => takePicture(view, set);
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
