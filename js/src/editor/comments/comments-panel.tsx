/** The comments of the editor, where who writes can say who they are. */
import { CommentsPanel } from "../../comments/panel";
import { useView } from "../view";

export const EditorComments = () => <CommentsPanel who={<Who />} />;

/** Whom Python has named stays so. */
function Who() {
  const view = useView();
  const { session, trail, t } = view;
  const author = session.author.value;
  if (session.mode.value === "view") return null;
  if (author && !view.introduced.value) {
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
          view.introduced.value = true;
          trail.host.send({ type: "author", name: value });
        }}
      />
    </label>
  );
}
