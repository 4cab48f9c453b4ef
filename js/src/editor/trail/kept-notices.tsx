/** What an earlier run of the cell left that is in no file, and the way back to it. */
import { moment } from "../../document/days";
import { restoring } from "../../document/restore";
import type { Kept } from "../../session/kept";
import { Action, Bar } from "../../widget/notices";
import { useView } from "../view";

export function KeptNotices() {
  const view = useView();
  const found = view.trail.keeper.value?.found.value ?? [];
  return (
    <>
      {found.map((kept) => (
        <KeptNotice key={kept.life} kept={kept} />
      ))}
    </>
  );
}

function KeptNotice({ kept }: { kept: Kept }) {
  const view = useView();
  const { t, trail } = view;
  const keeper = trail.keeper.value;
  const title = kept.title || t("editor.untitled_map");
  const when = moment(kept.at, t);
  const discard = () => {
    keeper?.discard(kept.life);
    view.focusActive();
  };
  const restore = () => {
    const { store, root } = view.session;
    const changes = kept.doc ? restoring(store.records, root, kept.doc) : [];
    keeper?.restore(kept, changes, t("editor.kept.restored", { title }));
    view.focusActive();
  };
  return (
    <Bar text={t(kept.doc ? "editor.kept.found" : "editor.kept.lost", { title, when })}>
      {kept.doc && <Action label={t("editor.kept.restore")} run={restore} />}
      <Action label={t(kept.doc ? "editor.discard" : "editor.dismiss")} run={discard} />
    </Bar>
  );
}
