/** What became of files when maps were saved: those that others changed, those that are new. The
 * first of a map is asked for here. */
import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { ChangedFile, FileNews, FileState } from "../../document/types";
import { SUFFIX } from "../../widget/download";
import { Action, Bar, FIRST } from "../../widget/notices";
import { Tool } from "../../widget/tool";
import { useWidget, type Widget } from "../../widget/widget";
import { useView } from "../view";

export function FileNotices() {
  const view = useView();
  const news = view.session.files.value;
  const { file } = view.trail.state.value;
  const naming = view.naming.value;
  if (naming && file && view.canEdit) return <Naming key={naming} file={file} of={naming} />;
  if (!news) return null;
  // Of the map that is shown its strip speaks.
  const changed = news.changed.filter(({ number }) => number !== file?.number);
  const told = sentences(view, news);
  return (
    <>
      {changed.length > 0 && view.canEdit && <Changed changed={changed} />}
      {told.length > 0 && (
        <Bar text={told.join(" ")} role="status">
          <Dismiss />
        </Bar>
      )}
    </>
  );
}

function sentences({ t }: Widget, { made, kept, functions }: FileNews): string[] {
  const told = made.map((file) => t("editor.files.made", { file }));
  for (const [file, copy] of kept) told.push(t("editor.files.kept", { file, kept: copy }));
  if (functions.length) told.push(t("editor.files.functions", { names: functions.join(", ") }));
  return told;
}

function dismiss(view: Widget): void {
  view.session.files.value = null;
  view.focusActive();
}

function Dismiss() {
  const view = useWidget();
  return <Tool icon="close" size={12} label={view.t("editor.dismiss")} run={() => dismiss(view)} />;
}

function Changed({ changed }: { changed: readonly ChangedFile[] }) {
  const view = useWidget();
  const { session, t } = view;
  const naming = useSignal<ChangedFile | null>(null);
  const overwrite = () => {
    dismiss(view);
    session.request({ type: "save", overwrite: true }, t("editor.saved"));
  };
  const saveAs = (number: number) => (name: string) =>
    session.request({ type: "save-as", number, name }, t("editor.saved"));
  const files = changed.map(({ file }) => file).join(", ");
  return (
    <Bar text={t("editor.files.changed", { files })}>
      {naming.value ? (
        <NameField
          name={naming.value.file}
          send={saveAs(naming.value.number)}
          close={() => (naming.value = null)}
        />
      ) : (
        <>
          <Action
            label={t("editor.files.overwrite")}
            title={t("editor.files.overwrite_hint")}
            run={overwrite}
          />
          {changed.map((each) => (
            <Action
              key={each.number}
              label={t("editor.files.rename", { file: each.file })}
              run={() => (naming.value = each)}
            />
          ))}
        </>
      )}
      <Dismiss />
    </Bar>
  );
}

type NamingProps = { file: FileState; of: "save" | "copy" | "derive" };

/** A map gets a file in the folder of the notebook, or beside the one it has; so do its copies. */
function Naming({ file: { name, number }, of }: NamingProps) {
  const view = useView();
  const { session, t } = view;
  const title = String(session.store.get(session.root)?.fields.title ?? "");
  const saves = of === "save";
  const close = () => {
    view.naming.value = "";
    view.focusActive();
  };
  const send = (typed: string) => {
    if (saves) session.request({ type: "save-as", number, name: typed }, t("editor.saved"));
    else session.request({ type: "copy", title: typed, derive: of === "derive" });
  };
  const asked = name === null ? "editor.files.first" : "editor.saving.keep_hint";
  const proposed = saves ? (name ?? fileNameOf(title)) : t(`editor.maps.${of}.name`, { title });
  return (
    <Bar text={t(saves ? asked : `editor.maps.${of}.asks`)} role="status">
      <NameField name={proposed} send={send} close={close} />
      <Tool icon="close" size={12} label={t("editor.dismiss")} run={close} />
    </Bar>
  );
}

/** As the kernel makes it of what is typed. */
function fileNameOf(title: string): string {
  const words = title.match(/[\p{L}\p{N}]+/gu) ?? ["journey"];
  return words.join("-").toLowerCase();
}

type FieldProps = { name: string; send: (name: string) => void; close: () => void };

/** Asks for a name. */
function NameField({ name, send, close }: FieldProps) {
  const view = useWidget();
  const { t } = view;
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    field.current?.focus(); // which brings it into sight
    field.current?.select();
  }, []);
  const save = () => {
    const typed = field.current?.value.trim();
    if (!typed) return;
    close();
    dismiss(view);
    send(typed);
  };
  return (
    <>
      <input
        ref={field}
        class="cjw-input"
        aria-label={t("editor.files.name")}
        title={t("editor.files.name")}
        defaultValue={name.replace(SUFFIX, "")}
        maxLength={200}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          if (event.key === "Enter") save();
          else if (event.key === "Escape") close();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <Action class={FIRST} label={t("editor.save")} run={save} />
    </>
  );
}
