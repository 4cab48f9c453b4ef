/** The comments of the editor, where who writes can say who they are. */
import { useEffect } from "preact/hooks";
import { CommentsPanel } from "../../comments/panel";
import { useView } from "../view";
import { keepName, keptName } from "./name";

export const EditorComments = () => <CommentsPanel who={<Who />} />;

/** Whom Python has named stays so. */
function Who() {
  const view = useView();
  const { session, trail, t } = view;
  const author = session.author.value;
  const mode = session.mode.value;
  const introduce = (name: string, again = false) => {
    view.introduced.value = true;
    trail.host.send({ type: "author", name, again });
  };
  const known = mode !== "view" && !author && !view.introduced.value ? keptName() : "";
  useEffect(() => {
    if (known) introduce(known, true);
  }, [known]);
  if (mode === "view") return null;
  if (trail.state.value.named) {
    return <p class="cjw-hint">{t("editor.who_is", { what: author })}</p>;
  }
  return (
    <label class="cjw-check-line">
      {t("editor.who")}
      <input
        class="cjw-input"
        value={author}
        maxLength={80}
        onChange={({ currentTarget: { value } }) => {
          keepName(value.trim());
          introduce(value);
        }}
      />
    </label>
  );
}
