/** The buttons that undo and redo. */
import { Icon } from "./icons";
import { useWidget } from "./widget";

export function History() {
  const { session, t } = useWidget();
  return (
    <>
      <button
        type="button"
        class="cjw-button cjw-edits"
        aria-label={t("editor.undo")}
        title={`${t("editor.undo")} (Ctrl Z)`}
        disabled={!session.canUndo.value}
        onClick={() => session.undo()}
      >
        <Icon name="undo" />
      </button>
      <button
        type="button"
        class="cjw-button cjw-edits"
        aria-label={t("editor.redo")}
        title={`${t("editor.redo")} (Ctrl Shift Z)`}
        disabled={!session.canRedo.value}
        onClick={() => session.redo()}
      >
        <Icon name="redo" />
      </button>
    </>
  );
}
