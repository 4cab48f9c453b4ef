/** The state of saving, in its one place behind the personas. */
import { useEffect, useRef } from "preact/hooks";
import { clock } from "../../document/clock";
import { Icon, type IconName } from "../../widget/icons";
import { withParts } from "../late";
import { useView, type View } from "../view";
import { save } from "./save";
import { type Saving, SPEAKS, savingOf } from "./state";

const ICONS: Partial<Record<Saving["kind"], IconName>> = {
  saved: "check",
  changed: "warn",
  gone: "warn",
  silent: "power",
  lost: "power",
};
const WORDS: Partial<Record<Saving["kind"], string>> = {
  saving: "editor.status.saving",
  silent: "editor.status.silent",
  lost: "editor.status.lost",
};

const STRIP_AFTER = 5000;

const isDragging = ({ emotionDrag, headDrag, cardDrag, laneDrag }: View): boolean =>
  !!(emotionDrag.peek() ?? headDrag.peek() ?? cardDrag.peek() ?? laneDrag.peek());

export function savingIn({ session, trail }: View): Saving | null {
  const { status, waiting, edits } = session;
  const seen = { status: status.value, waiting: waiting.value, edits: edits.value };
  return savingOf(seen, trail.state.value);
}

export function SaveState() {
  const view = useView();
  const { t, trail } = view;
  const state = savingIn(view);
  const now = state?.kind;
  const since = useRef(0);
  useEffect(() => {
    view.hushed.value = now === "silent" ? now : "";
    // What is asked again, in vain, is one silence.
    if (now !== "silent" && now !== "saving") since.current = 0;
    if (now !== "silent") return;
    since.current ||= Date.now();
    // A strip that comes moves the map: not under a hand that is still at work.
    const timer = setInterval(
      () => {
        if (isDragging(view)) return;
        view.hushed.value = "";
        clearInterval(timer);
      },
      since.current + STRIP_AFTER - Date.now(),
    );
    return () => clearInterval(timer);
  }, [view, now]);
  if (!state) return null;
  const { kind, count, at } = state;
  const time = at === null ? "" : clock(at, t);
  const say = (n: number | string) =>
    t(WORDS[kind] ?? `editor.saving.${kind}`, { count: n, time }).trim();
  const speaks = SPEAKS.has(kind);
  const file = trail.state.value.file?.name ?? "";
  const act = (element: HTMLElement) => {
    if (speaks) view.hushed.value = view.hushed.peek() === kind ? "" : kind;
    else withParts(view, ({ openFileMenu }) => openFileMenu(view, element));
  };
  return (
    <span class={`cjw-saving cjw-is-${kind}`}>
      <button
        type="button"
        class={`cjw-state${speaks ? " cjw-status" : ""}`}
        aria-expanded={speaks ? view.hushed.value !== kind : undefined}
        title={kind === "gone" ? t("editor.saving.gone_hint", { file }) : file || undefined}
        aria-haspopup={speaks || !view.canEdit ? undefined : "menu"}
        onClick={(event) => act(event.currentTarget)}
      >
        {ICONS[kind] ? <Icon name={ICONS[kind]} size={15} /> : <i class="cjw-state-dot" />}
        {say(count)}
      </button>
      {(kind === "new" || kind === "unsaved" || kind === "others" || kind === "gone") && (
        <button
          type="button"
          class={`cjw-button cjw-primary cjw-edits${kind === "new" && count ? " cjw-filled" : ""}`}
          onClick={() => {
            save(view);
            if (kind !== "new") view.focusActive();
          }}
        >
          {t(kind === "new" ? "editor.saving.save" : "editor.save")}
        </button>
      )}
      <span class="cjw-said" role="status">
        {!speaks && say("").replace(/[:：]\s*$/, "")}
      </span>
    </span>
  );
}
