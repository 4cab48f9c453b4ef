/** What people must know: edits that wait, were left, refused or overwritten; what one might miss. */

import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { copyText } from "../dom/copy-text";
import { readable } from "../session/readable";
import type { Notice } from "../session/session";
import { guardLines } from "../tables/formulas";
import { download } from "./download";
import { Icon, type IconName } from "./icons";
import { Tool } from "./tool";
import { useWidget, type Widget } from "./widget";

export function Notices({ stuck }: { stuck: boolean }) {
  const { session } = useWidget();
  const notice = session.notice.value;
  const { found, isLater } = session.leftovers;
  return (
    <>
      {stuck && <Stuck />}
      {found.value.length > 0 && !isLater.value && session.mode.value !== "view" && <Found />}
      {notice && <NoticeBar notice={notice} />}
      <Undoable />
    </>
  );
}

/** The edits as one text, on its way to the clipboard or along with a replay. */
function editsText(view: Widget): string {
  const { session } = view;
  return readable(session.store.records, session.unanswered(), view.t);
}

type BarProps = { text: string; role?: "alert" | "status"; children: ComponentChildren };

export function Bar({ text, role = "alert", children }: BarProps) {
  return (
    <div class="cjw-notice" role={role}>
      <span>{text}</span>
      {children}
    </div>
  );
}

type ActionProps = { label: string; title?: string; class?: string; run: () => void };

export function Action({ label, title, class: kind = "cjw-primary", run }: ActionProps) {
  return (
    <button type="button" class={`cjw-button ${kind}`} title={title} onClick={run}>
      {label}
    </button>
  );
}

type StripProps = { icon: IconName; title: string; text: string; children: ComponentChildren };

/** Somebody has to choose: what happened, what is safe, and at most three actions. */
export function Strip({ icon, title, text, children }: StripProps) {
  return (
    <div class="cjw-strip" role="alert">
      <Icon name={icon} />
      <span>
        <b>{title}</b> {text}
      </span>
      <span class="cjw-actions">{children}</span>
    </div>
  );
}

type CopyProps = { label?: string; text?: string; class?: string };

/** To the clipboard: the edits, if nothing else. */
function Copy({ label = "editor.copy_edits", text, class: kind = "cjw-primary" }: CopyProps) {
  const view = useWidget();
  const { session, t } = view;
  const copy = async () => {
    const whole = text ?? editsText(view);
    const copied = await copyText(view.guarded ? guardLines(whole) : whole, view.root);
    session.said.value = t(copied ? "editor.copied" : "editor.copy_failed");
  };
  return <Tool icon="copy" size={14} named class={kind} label={t(label)} run={copy} />;
}

/** The first of a strip, and the last. */
export const FIRST = "cjw-primary cjw-filled";
export const LAST = "cjw-plain";

/** Python gives no answer: one can go on, and what is edited is kept. */
export function Stuck() {
  const view = useWidget();
  const { session, t } = view;
  const asked = useSignal(false);
  const status = session.status.value;
  if (status !== "silent" && status !== "lost") return null;
  const count = session.waiting.value;
  const kept = t(session.leftovers.kept.value ? "editor.stuck.kept" : "editor.not_kept");
  const again = () => {
    session.ask();
    asked.value = true;
    setTimeout(() => {
      asked.value = false;
    }, 2000);
  };
  return (
    <Strip
      icon="power"
      title={t(`editor.stuck.${status}`)}
      text={`${t(`editor.stuck.${status}.why`)} ${kept} ${t("editor.stuck.waiting", { count })}`}
    >
      <Action
        class={FIRST}
        label={t(`editor.stuck.${asked.value ? "asked" : "again"}`)}
        run={again}
      />
      <Action label={t("editor.stuck.download")} run={() => download(view)} />
      {count > 0 && <Copy class={LAST} />}
    </Strip>
  );
}

function Found() {
  const view = useWidget();
  const { session, t } = view;
  const edits = session.leftovers.found.value;
  const count = edits.length;
  const label = t("editor.said.replayed", { count });
  const may = session.may(edits.flatMap(({ changes }) => changes));
  return (
    <Bar text={t("editor.found", { count })}>
      {may && (
        <Action label={t("editor.replay")} run={() => session.replay(label, editsText(view))} />
      )}
      <Copy />
      <Action label={t("editor.discard")} run={() => session.leftovers.discard()} />
    </Bar>
  );
}

/** What was deleted, moved away or pasted over is one press away, while undo takes back just that. */
function Undoable() {
  const view = useWidget();
  const { session, t } = view;
  const said = session.told.value;
  if (!said || !view.canEdit) return null;
  const undo = () => {
    session.undo();
    view.focusActive();
  };
  const dismiss = () => {
    session.told.value = "";
    view.focusActive();
  };
  return (
    <Bar text={said} role="status">
      <Action label={t("editor.undo")} run={undo} />
      <Tool icon="close" size={12} label={t("editor.dismiss")} run={dismiss} />
    </Bar>
  );
}

function sentence(view: Widget, { kind, sentence, hint, draft }: Notice): string {
  if (kind === "overwrote") return view.t("editor.overwrote", { text: draft });
  if (kind === "read-only") return view.t("editor.read_only");
  return `${sentence} ${hint}`;
}

function NoticeBar({ notice }: { notice: Notice }) {
  const view = useWidget();
  const { session, t } = view;
  const { kind, draft, revert } = notice;
  const dismiss = () => {
    session.notice.value = null;
    view.focusActive();
  };
  const putBack = () => {
    dismiss();
    session.edit(revert ?? [], t("editor.put_back"), draft);
  };
  const label = kind === "overwrote" ? "editor.copy_theirs" : "editor.copy_text";
  return (
    <Bar text={sentence(view, notice)}>
      {revert && <Action label={t("editor.put_back")} run={putBack} />}
      {draft && <Copy label={label} text={draft} />}
      <Tool icon="close" size={12} label={t("editor.dismiss")} run={dismiss} />
    </Bar>
  );
}
