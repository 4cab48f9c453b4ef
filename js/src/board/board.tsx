/** A board: the filter, the map, and the charts, each a widget of its own. */
import { render } from "preact";
import { useMemo } from "preact/hooks";
import { filled, type Words } from "../document/texts";
import { hearAnswers } from "../dom/gone";
import { followTheme } from "../dom/theme";
import { arranges } from "./arrange";
import { Before } from "./before";
import { FilterBar } from "./filter";
import type { BoardSource, Click, Inside } from "./source";

/** Put a widget into an element, once; what can't be drawn says so in its place. */
function place(source: BoardSource, widget: unknown, signal: AbortSignal, t: Words) {
  return (el: HTMLElement | null) => {
    if (!el || el.dataset.drawn) return;
    el.dataset.drawn = "true";
    source.draw(widget, el, signal).catch((error: unknown) => {
      if (signal.aborted) return;
      el.setAttribute("role", "alert");
      el.textContent = t("board.broken", { error: String(error) });
    });
  };
}

type BoardProps = {
  source: BoardSource;
  /** Python has stopped: nothing follows a selection any more. */
  gone: boolean;
  send: (click: Click) => void;
  before: Before;
  ended: AbortSignal;
};

function Board({ source, gone, send, before, ended }: BoardProps) {
  const texts = source.texts();
  const t: Words = (key, values) => filled(texts, key, values);
  const put = (widget: unknown) => place(source, widget, ended, t);
  const arrange = useMemo(() => arranges(ended), [ended]);
  return (
    <>
      <FilterBar
        filter={source.filter()}
        gone={gone}
        t={t}
        send={send}
        before={before.found}
        forget={() => before.discard()}
      />
      <div class="cjw-board-map" ref={put(source.editor)} />
      <div class="cjw-board-charts" ref={arrange}>
        {source.charts.map(({ name, widget }: Inside) => (
          <div key={name} class="cjw-board-chart" data-chart={name}>
            <div ref={put(widget)} />
          </div>
        ))}
      </div>
    </>
  );
}

/** Draw a board; returns a function that takes it away. */
export function mountBoard(element: HTMLElement, source: BoardSource): () => void {
  const life = new AbortController();
  const root = element.appendChild(element.ownerDocument.createElement("div"));
  root.className = "cjw-board";
  let gone = false;
  const show = () => {
    if (life.signal.aborted) return;
    render(<Board {...{ source, gone, send, before, ended: life.signal }} />, root);
  };
  const answers = (does: boolean) => {
    gone = !does;
    show();
  };
  const send = (click: Click) => source.send(click, answers);
  const repaint = followTheme(root, source.theme, life.signal);
  const before = new Before(source.filter, show);
  before.start(life.signal);
  for (const hand of ["pointerdown", "keydown"]) {
    root.addEventListener(hand, () => before.touch(), { capture: true });
  }
  const { location, history } = window;
  let { address } = source.filter();
  const follow = () => {
    const now = source.filter().address ?? address;
    if (now === address) return;
    address = now;
    const href = location.href.replace(/#.*/, "");
    history.replaceState(history.state, "", now ? `${href}#${now}` : href);
  };
  // A link says how the page is to be filtered; later the address says how it is.
  if (location.hash && typeof address === "string") {
    send({ type: "address", text: location.hash });
  }
  const unwatch = source.watch(() => {
    follow();
    before.follow();
    answers(true);
    repaint();
  });
  hearAnswers(root, answers);
  // The notebook must not take its keys for its own.
  root.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
  });
  if (source.filter().stale) source.waits();
  answers(true);
  return () => {
    unwatch();
    life.abort();
    render(null, root);
    root.remove();
  };
}
