/** What an earlier run of the cell left that is in no file, and the way back to it. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { moment } from "../../document/days";
import { restoring } from "../../document/restore";
import type { Kept } from "../../session/kept";
import { Action, Bar } from "../../widget/notices";
import { Tool } from "../../widget/tool";
import { useView } from "../view";

export function KeptNotices() {
  const view = useView();
  const found = view.trail.keeper.value?.found.value ?? [];
  return (
    <>
      {found.map((kept) =>
        isSaved(kept) ? (
          <SavedNotice key={kept.life} kept={kept} />
        ) : (
          <KeptNotice key={kept.life} kept={kept} />
        ),
      )}
    </>
  );
}

/** The file is named where it is still there. */
function SavedNotice({ kept }: { kept: Kept & { file: string } }) {
  const view = useView();
  const { session, t, trail } = view;
  const { file, at } = kept;
  const isThere = useSignal(false);
  useEffect(() => session.request({ type: "maps" }), [session]);
  if (trail.maps.value?.includes(file)) isThere.value = true;
  if (!isThere.value) return null;
  const open = () => session.request({ type: "open-map", name: file });
  const discard = () => {
    trail.keeper.peek()?.discard(kept.life);
    view.focusActive();
  };
  return (
    <Bar text={t("editor.kept.saved", { file, when: moment(at, t) })} role="status">
      <Action label={t("editor.kept.open")} run={open} />
      <Tool icon="close" size={12} label={t("editor.dismiss")} run={discard} />
    </Bar>
  );
}

const isSaved = (kept: Kept): kept is Kept & { file: string } => !!kept.file && !kept.doc;

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
