/** Whether edits are saved. */
import { useWidget } from "./widget";

export function StatusChip() {
  const { session, t } = useWidget();
  const status = session.status.value;
  if (status === "ready") return null;
  return (
    <span class={`cjw-status cjw-${status}`} role="status">
      {t(`editor.status.${status}`, { count: session.waiting.value })}
    </span>
  );
}
