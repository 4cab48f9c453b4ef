/** Below the bar: what somebody has to choose or to know, and what became of files. */
import { Stuck } from "../../widget/notices";
import { LatePart } from "../late";
import { useView } from "../view";
import { savingIn } from "./save-state";

export function Strips() {
  const view = useView();
  const kind = savingIn(view)?.kind;
  const speaks = view.hushed.value !== kind;
  return (
    <div class="cjw-strips">
      {speaks && <Stuck />}
      <LatePart of="ChangedStrip" when={() => speaks && kind === "changed"} />
      <LatePart
        of="FileNotices"
        when={({ naming, session }) => !!naming.value || !!session.files.value}
      />
    </div>
  );
}
