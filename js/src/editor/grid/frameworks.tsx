/** The stages of a framework as the beginning of a map. */
import { add, setField } from "../../document/edits";
import type { Framework } from "../../document/forms";
import type { Change } from "../../document/types";
import { useView } from "../view";

export function Frameworks() {
  const view = useView();
  const { session, t } = view;
  const choose = ({ name, title, stages }: Framework) => {
    const map = session.store.peek(session.root);
    if (!map) return;
    const added = stages.map((stage, index) => add(map, "stages", index, { name: stage }));
    const changes: Change[] = [
      ...setField(map, "framework", name),
      ...added.map(([change]) => change),
    ];
    session.edit(changes, t("editor.said.added", { what: title }));
    const first = added[0]?.[1];
    if (first) view.openDrawn("stage", first, () => {});
  };
  return (
    <section class="cjw-frameworks cjw-edits" aria-label={t("editor.frameworks")}>
      <h4>{t("editor.frameworks")}</h4>
      {view.frameworks.value.map((framework) => (
        <button
          key={framework.name}
          type="button"
          title={framework.source}
          onClick={() => choose(framework)}
        >
          <b>{framework.title}</b>
          <span>{framework.stages.join(" → ")}</span>
        </button>
      ))}
    </section>
  );
}
