/** Save the maps that miss edits; one without a file is asked for its name. */
import type { View } from "../view";

export function save(view: View): void {
  const { session, trail, t } = view;
  const { file, unsaved } = trail.state.peek();
  if (!view.canEdit || !file) return;
  session.files.value = null;
  if (file.name === null) view.naming.value = "save";
  else if (unsaved || file.changed || session.waiting.peek() > 0) {
    session.request({ type: "save" }, t("editor.saved"));
  } else session.said.value = t("editor.saved");
}
