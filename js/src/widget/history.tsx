/** The buttons that undo and redo. */
import { Tool } from "./tool";
import { useWidget } from "./widget";

export const UNDO = "Ctrl+Z";
export const REDO = "Ctrl+Shift+Z";

export function History() {
  const { session, t } = useWidget();
  return (
    <>
      <Tool
        class="cjw-edits"
        icon="undo"
        label={t("editor.undo")}
        keys={UNDO}
        disabled={!session.canUndo.value}
        run={() => session.undo()}
      />
      <Tool
        class="cjw-edits"
        icon="redo"
        label={t("editor.redo")}
        keys={REDO}
        disabled={!session.canRedo.value}
        run={() => session.redo()}
      />
    </>
  );
}
