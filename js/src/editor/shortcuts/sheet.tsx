/** The sheet of all keys, on `?`. */
import { useEffect, useRef } from "preact/hooks";
import { keyName } from "../../widget/key-names";
import { Tool } from "../../widget/tool";
import { useView } from "../view";
import { shortcuts } from "./shortcuts";

export function ShortcutSheet() {
  const view = useView();
  const { t } = view;
  const dialog = useRef<HTMLDialogElement>(null);
  const open = view.sheet.value;
  useEffect(() => {
    if (open) dialog.current?.showModal();
  }, [open]);
  if (!open) return null;
  const groups = shortcuts(view.commands).filter(
    ({ title }) => view.presented.peek() === null || title === "keys.present",
  );
  const close = () => {
    view.sheet.value = false;
    view.focusActive();
  };
  return (
    <dialog
      ref={dialog}
      class="cjw-sheet"
      aria-label={t("keys.title")}
      data-lm-suppress-shortcuts="true"
      onClose={close}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key !== "Escape" && event.key !== "?") return;
        event.preventDefault();
        close();
      }}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) close();
      }}
    >
      <div class="cjw-sheet-head">
        <h3>{t("keys.title")}</h3>
        <Tool icon="close" size={12} label={t("editor.dismiss")} run={close} />
      </div>
      <div class="cjw-sheet-groups">
        {groups.map(({ title, rows }) => (
          <section key={title}>
            <h4>{t(title)}</h4>
            <dl>
              {rows.map((row) => (
                <div key={row.text}>
                  <dt>
                    {row.keys
                      .map((each) => keyName(each))
                      .map((key) => (
                        <kbd key={key}>{key}</kbd>
                      ))}
                  </dt>
                  <dd>{t(row.text)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </dialog>
  );
}
