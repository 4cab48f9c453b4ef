/** A text that is typed into the panel: a draft until Enter or leaving, kept when it is refused. */
import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { FieldSpec } from "../../document/forms";
import { newId } from "../../document/ids";
import type { Rec } from "../../document/records";
import type { Change } from "../../document/types";
import { isComposing } from "../../dom/ime";
import { useView } from "../view";

export type ControlProps = { spec: FieldSpec; record: Rec; label: string };

type Props = {
  label: string;
  value: string;
  /** What the text becomes; asked again at each try, since the node may have changed. */
  changes: (text: string) => Change[];
  /** A list, one entry a line: Enter begins the next one. */
  lines?: boolean;
  date?: boolean;
  hint?: string;
  numeric?: boolean;
};

export function TextField({ label, value, changes, lines, date, hint, numeric }: Props) {
  const view = useView();
  const { session, t } = view;
  const draft = useSignal<string | null>(null);
  const problem = useSignal("");
  const sent = useRef({ cid: null as string | null, text: "" });
  const problemId = useMemo(() => `cjw-${newId()}`, []);

  const commit = () => {
    const text = draft.peek();
    if (text === null || (problem.peek() && text === sent.current.text)) return;
    problem.value = "";
    draft.value = null;
    const said = t("editor.said.edited", { what: label });
    const kept = lines ? text : text.trim();
    sent.current = { cid: session.edit(changes(kept), said, text), text };
  };
  const drop = () => {
    draft.value = null;
    problem.value = "";
  };
  const last = useRef(commit);
  last.current = commit;
  // What was being typed when the panel turned to another node is an edit too.
  useEffect(() => () => last.current(), []);

  useSignalEffect(() => {
    const notice = session.notice.value;
    if (!notice?.cid || notice.cid !== sent.current.cid) return;
    problem.value = notice.sentence;
    if (draft.peek() === null) draft.value = sent.current.text;
  });

  const shown = draft.value ?? value;
  const common = {
    "aria-label": label,
    "aria-invalid": problem.value ? true : undefined,
    "aria-describedby": problem.value ? problemId : undefined,
    placeholder: hint,
    readOnly: !view.canEdit,
    onBlur: commit,
    onInput: (event: { currentTarget: { value: string } }) => {
      draft.value = event.currentTarget.value;
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (isComposing(event)) return;
      if (event.key === "Escape") drop();
      if (event.key !== "Enter" || event.shiftKey) return;
      if (lines && !event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      commit();
    },
  };
  return (
    <>
      {date ? (
        <input {...common} type="date" class="cjw-input" value={shown} />
      ) : numeric ? (
        <input {...common} type="text" inputMode="decimal" class="cjw-input" value={shown} />
      ) : (
        <textarea {...common} class="cjw-input" rows={rowsOf(shown)} value={shown} />
      )}
      {problem.value && (
        <span class="cjw-problem" id={problemId}>
          {problem.value}
        </span>
      )}
    </>
  );
}

/** For browsers that can't size a field by its content. */
function rowsOf(text: string): number {
  const rows = text.split("\n").reduce((sum, line) => sum + 1 + Math.floor(line.length / 28), 0);
  return Math.min(8, rows);
}
