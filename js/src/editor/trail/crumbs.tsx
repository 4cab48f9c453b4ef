/** The maps above the one that is shown, and which of their files miss edits. */
import { Fragment } from "preact";
import { Icon } from "../../widget/icons";
import { useView } from "../view";
import { back } from "./trail";

export function Crumbs() {
  const view = useView();
  const { t } = view;
  const above = view.trail.state.value.crumbs.slice(0, -1);
  return (
    <nav class="cjw-crumbs" aria-label={t("editor.journey.trail")}>
      {above.map(({ title, unsaved }, index) => (
        <Fragment key={index}>
          <Icon name={index ? "right" : "previous"} size={12} />
          <button
            type="button"
            title={t("editor.journey.back", { title })}
            onClick={() => back(view, index)}
          >
            {title || t("editor.untitled_map")}
            {unsaved && <Unsaved />}
          </button>
        </Fragment>
      ))}
      <Icon name="right" size={12} />
    </nav>
  );
}

/** Behind the title of a map whose file misses edits. */
function Unsaved() {
  const label = useView().t("editor.unsaved");
  return <span class="cjw-unsaved" role="img" aria-label={label} title={label} />;
}
