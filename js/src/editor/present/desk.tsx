/** What only the speaker sees: notes, what comes next and the time, below the slide or in a window. */
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { number } from "../../document/numbers";
import type { Id } from "../../document/types";
import { nameOf } from "../../widget/names";
import { press } from "../keys";
import { useView, type View, ViewContext } from "../view";
import { shown, turned } from "./deck";
import { showOf } from "./show";

const SECOND = 1000;

/** The notes of what is shown: those of a touchpoint, and of its stage. */
export function notesOf(view: View): string {
  const slide = shown(view)?.slide;
  const told = (id: Id | null) =>
    id === null ? "" : String(view.session.store.get(id)?.fields.speaker_notes ?? "");
  return slide ? [told(slide.touchpoint), told(slide.stage)].filter(Boolean).join("\n\n") : "";
}

export function openDesk(view: View): void {
  const { session, t, root } = view;
  const show = showOf(view);
  const open = show.desk.peek();
  if (open && !open.closed) {
    open.focus();
    return;
  }
  const { defaultView: home } = root.ownerDocument;
  // A browser leaves the full screen for a window.
  show.ends = false;
  const desk = home?.open("", "", "popup,width=900,height=640") ?? null;
  if (!desk) {
    show.notes.value = true;
    const [sentence, hint] = [t("editor.present.no_desk"), t("editor.present.no_desk_hint")];
    session.notice.value = { sentence, hint, draft: "" };
    return;
  }
  const { document: page } = desk;
  page.title = t("editor.present.notes");
  page.documentElement.lang = view.locale;
  page.documentElement.dir = getComputedStyle(root).direction;
  render(
    <ViewContext.Provider value={view}>
      <Desk />
    </ViewContext.Provider>,
    page.body,
  );
  desk.addEventListener("keydown", (event) => {
    if (press(view, event)) event.preventDefault();
  });
  const gone = () => {
    if (show.desk.peek() === desk) show.desk.value = null;
  };
  desk.addEventListener("pagehide", gone);
  home?.addEventListener("pagehide", () => closeDesk(view), { once: true });
  show.desk.value = desk;
}

export function closeDesk(view: View): void {
  const { desk } = showOf(view);
  const open = desk.peek();
  desk.value = null;
  if (!open || open.closed) return;
  render(null, open.document.body);
  open.close();
}

/** The window has no style sheet: what it needs is told here, by the colours of the slide. */
function Desk() {
  const view = useView();
  const { t } = view;
  const now = shown(view);
  const show = showOf(view);
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    const tick = () => setPassed(Math.floor((Date.now() - show.began) / SECOND));
    tick();
    const timer = setInterval(tick, SECOND);
    return () => clearInterval(timer);
  }, [show]);
  const { backgroundColor, color, fontFamily } = getComputedStyle(view.root);
  const page = { background: backgroundColor, color, fontFamily, fontSize: 24, lineHeight: 1.45 };
  const fill = { minHeight: "100vh", boxSizing: "border-box", padding: 28, margin: -8 };
  const quiet = { fontSize: 18, opacity: 0.8 };
  if (!now?.slide) return null;
  const { deck, slide } = now;
  const next = turned(deck, slide, 1, show.crowded);
  const isLast = next.stage === slide.stage && next.touchpoint === slide.touchpoint;
  const two = (value: number) => String(value).padStart(2, "0");
  return (
    <main style={{ ...page, ...fill }}>
      <p style={{ ...quiet, display: "flex", justifyContent: "space-between", margin: 0 }}>
        <span>{t("editor.present.count", { n: slide.at + 1, all: deck.length })}</span>
        <span role="timer">{`${number(Math.floor(passed / 60), t)}:${two(passed % 60)}`}</span>
      </p>
      <h1 style={{ fontSize: 34, margin: "8px 0 16px" }}>
        {nameOf(view, slide.touchpoint ?? slide.stage)}
      </h1>
      <p style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        {notesOf(view) || t("editor.present.no_notes")}
      </p>
      <p style={quiet}>
        {isLast
          ? t("editor.present.last")
          : t("editor.present.then", { what: nameOf(view, next.touchpoint ?? next.stage) })}
      </p>
    </main>
  );
}

/** The same below the slide, where a second window is not wished for or not allowed. */
export function NotesStrip() {
  const view = useView();
  if (!showOf(view).notes.value) return null;
  const notes = notesOf(view);
  return (
    <section class="cjw-deck-notes" aria-label={view.t("editor.present.notes")}>
      {notes || view.t("editor.present.no_notes")}
    </section>
  );
}
