/** The comments on one node: read, add, edit and delete one's own, resolve and reopen. */
import { useSignal } from "@preact/signals";
import type { ComponentChild } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { addComment, isBy, isResolved, resolveComment, thread } from "../document/comments";
import { moment } from "../document/days";
import { removeNode, setField } from "../document/edits";
import type { Rec } from "../document/records";
import { guardComposition, isComposing } from "../dom/ime";
import { showBeside } from "../dom/popover";
import { textOf } from "../widget/editing";
import { nameOf } from "../widget/names";
import { Tool } from "../widget/tool";
import { type OpenComments, useWidget, type Widget } from "../widget/widget";

type Who = { who?: ComponentChild };

export function CommentsPanel({ who }: Who) {
  const open = useWidget().comments.value;
  return open && <Panel key={open.node} {...open} who={who} />;
}

function Panel({ node, anchor, who }: OpenComments & Who) {
  const view = useWidget();
  const { session, t } = view;
  const element = useRef<HTMLDivElement>(null);
  const showsResolved = useSignal(false);
  const record = session.store.get(node);
  const all = thread(session.store, node);
  const resolved = all.filter(isResolved).length;
  const shown = showsResolved.value ? all : all.filter((comment) => !isResolved(comment));
  const name = nameOf(view, node);
  const heading = t("editor.comments_on", { what: name });

  const close = () => {
    view.comments.value = null;
    if (anchor.isConnected) anchor.focus({ preventScroll: true });
    else view.focusActive();
  };
  useLayoutEffect(() => {
    const panel = element.current;
    if (!panel) return;
    // A click elsewhere closes it, and what was typed is kept; scrolling only moves it.
    const stop = showBeside(panel, anchor, () => {
      view.comments.value = null;
    });
    (panel.querySelector<HTMLElement>("textarea") ?? panel).focus({ preventScroll: true });
    return stop;
  }, [anchor, view]);
  // Somebody removed what this is about.
  useLayoutEffect(() => {
    if (!record) view.comments.value = null;
  }, [record, view]);

  const send = (text: string) => {
    const now = session.store.peek(node);
    if (!now) return;
    const changes = addComment(now, text, session.author.peek());
    session.edit(changes, t("editor.said.commented", { what: name }), text);
    view.drafts.delete(node);
  };
  return (
    <div
      ref={element}
      class="cjw-talk"
      popover="manual"
      role="dialog"
      tabIndex={-1}
      aria-label={t("editor.comments_on", { what: name })}
      data-lm-suppress-shortcuts="true"
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape" && !isComposing(event)) close();
      }}
    >
      <div class="cjw-talk-head">
        <b>{heading}</b>
        <Tool icon="close" size={12} label={t("editor.dismiss")} run={close} />
      </div>
      {shown.length > 0 ? (
        <ul class="cjw-thread">
          {shown.map((comment) => (
            <Comment key={comment.id} comment={comment} about={name} />
          ))}
        </ul>
      ) : (
        <p class="cjw-hint">{t("editor.comments_none")}</p>
      )}
      {resolved > 0 && (
        <label class="cjw-check-line">
          <input
            type="checkbox"
            checked={showsResolved.value}
            onChange={(event) => {
              showsResolved.value = event.currentTarget.checked;
            }}
          />
          {t("editor.comments_resolved", { count: resolved })}
        </label>
      )}
      {who}
      {session.mode.value !== "view" && (
        <Writing
          button={t("editor.comment_send")}
          start={view.drafts.get(node) ?? ""}
          onType={(text) => view.drafts.set(node, text)}
          onSend={send}
        />
      )}
    </div>
  );
}

function Comment({ comment, about }: { comment: Rec; about: string }) {
  const view = useWidget();
  const { session, t } = view;
  const editing = useSignal(false);
  const { text, author, resolved_by: by } = comment.fields;
  const who = String(author || t("editor.comment_anonymous"));
  const mine = isBy(comment, session.author.value);
  const mode = session.mode.value;
  const done = isResolved(comment);
  const act = (label: string, run: () => void) => (
    <button
      type="button"
      class="cjw-link"
      aria-label={`${label}: ${who}`}
      onClick={() => {
        focusPanel(view); // the button may go with what it did
        run();
      }}
    >
      {label}
    </button>
  );
  const stopEditing = () => {
    editing.value = false;
    focusPanel(view);
  };
  const save = (value: string) => {
    const now = session.store.peek(comment.id) ?? comment;
    session.edit(setField(now, "text", value), t("editor.said.edited", { what: about }), value);
    stopEditing();
  };
  return (
    <li class={done ? "cjw-done" : undefined}>
      <div class="cjw-by">
        <b>{who}</b> <span>{moment(textOf(comment.fields.at), t)}</span>
      </div>
      {editing.value ? (
        <Writing
          button={t("editor.comment_save")}
          start={String(text ?? "")}
          onSend={save}
          onCancel={stopEditing}
        />
      ) : (
        <p>{String(text ?? "")}</p>
      )}
      {done && by && <p class="cjw-by">{t("editor.comment_resolved_by", { who: String(by) })}</p>}
      {mode !== "view" && !editing.value && (
        <div class="cjw-acts">
          {act(t(done ? "editor.comment_reopen" : "editor.comment_resolve"), () =>
            session.edit(
              resolveComment(comment),
              t(done ? "editor.said.reopened" : "editor.said.resolved", { what: about }),
            ),
          )}
          {mine &&
            act(t("editor.comment_edit"), () => {
              editing.value = true;
            })}
          {(mine || mode === "edit") &&
            act(t("editor.menu.delete"), () =>
              session.edit(
                removeNode(session.store, comment.id),
                t("editor.said.removed", { what: t("editor.comments") }),
              ),
            )}
        </div>
      )}
    </li>
  );
}

function focusPanel(view: Widget): void {
  view.root.querySelector<HTMLElement>(".cjw-talk")?.focus({ preventScroll: true });
}

type WritingProps = {
  button: string;
  start: string;
  onType?: (text: string) => void;
  onSend: (text: string) => void;
  onCancel?: () => void;
};

/** A field and its button; Ctrl+Enter sends, because Enter is a new line in a comment. */
function Writing({ button, start, onType, onSend, onCancel }: WritingProps) {
  const { t } = useWidget();
  const label = t("editor.comment_text");
  const field = useRef<HTMLTextAreaElement>(null);
  // Before the next key: it belongs into the field.
  useLayoutEffect(() => {
    const life = new AbortController();
    if (field.current) guardComposition(field.current, life.signal);
    if (onCancel) {
      field.current?.focus();
      field.current?.setSelectionRange(start.length, start.length);
    }
    return () => life.abort();
  }, []);
  const send = () => {
    const text = field.current?.value.trim();
    if (!field.current || !text) return;
    field.current.value = "";
    onSend(text);
    field.current?.focus();
  };
  return (
    <div class="cjw-writing">
      <textarea
        ref={field}
        rows={2}
        aria-label={label}
        placeholder={label}
        defaultValue={start}
        onInput={(event) => onType?.(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (isComposing(event)) return;
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            send();
          } else if (event.key === "Escape" && onCancel) {
            event.stopPropagation();
            onCancel();
          }
        }}
      />
      <div class="cjw-acts">
        <button type="button" class="cjw-button cjw-primary" onClick={send}>
          {button}
        </button>
        {onCancel && (
          <button type="button" class="cjw-button" onClick={onCancel}>
            {t("editor.comment_cancel")}
          </button>
        )}
      </div>
    </div>
  );
}
