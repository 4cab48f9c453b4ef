/** Others changed the file of the map: which of the two is it to say? Nothing is overwritten. */
import { clock } from "../../document/clock";
import { Action, FIRST, LAST, Strip } from "../../widget/notices";
import { useView } from "../view";

export function ChangedStrip() {
  const view = useView();
  const { session, t } = view;
  const file = view.trail.state.value.file;
  if (!file?.changed?.at || file.name === null) return null;
  const count = session.edits.value;
  const ask = (message: Parameters<typeof session.request>[0], said: string) => {
    session.files.value = null;
    session.request(message, said);
    view.focusActive();
  };
  const keep = () => {
    view.naming.value = "save";
  };
  const said = t("editor.saving.taken", { file: file.name });
  const take = (
    <Action
      key="take"
      class={count ? undefined : FIRST}
      label={t("editor.saving.take")}
      title={t("editor.saving.take_hint")}
      run={() => ask({ type: "take" }, said)}
    />
  );
  const both = (
    <Action
      key="keep"
      class={count ? FIRST : undefined}
      label={t("editor.saving.keep")}
      title={t("editor.saving.keep_hint")}
      run={keep}
    />
  );
  return (
    <Strip
      icon="warn"
      title={t("editor.saving.elsewhere", {
        file: file.name,
        when: clock(file.changed.at, t),
      })}
      text={t(count ? "editor.saving.mine" : "editor.saving.none", { count })}
    >
      {count ? [both, take] : [take, both]}
      <Action
        class={LAST}
        label={t("editor.files.overwrite")}
        title={t("editor.files.overwrite_hint")}
        run={() => ask({ type: "save", overwrite: true }, t("editor.saved"))}
      />
    </Strip>
  );
}
