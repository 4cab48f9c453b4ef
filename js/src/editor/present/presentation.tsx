/** A map on the whole screen, one slide at a time. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { figuresInWords, origin } from "../../document/figures";
import { score } from "../../document/numbers";
import type { Id } from "../../document/types";
import { isFull } from "../../dom/full-screen";
import { nameOf } from "../../widget/names";
import { Tool } from "../../widget/tool";
import { watchSwipes } from "../narrow/swipe";
import { useView, type View } from "../view";
import { type Deck, shown } from "./deck";
import { NotesStrip, notesOf } from "./desk";
import { linesOf } from "./feelings";
import { more, written } from "./fit";
import { showOf } from "./show";
import { StageSlide, TouchpointSlide } from "./slide";
import { doShowing, type Showing, turn, turnTo, watchFull } from "./turning";

/** How long the buttons stay when the pointer rests. */
const REST = 3000;

export function Presentation() {
  const view = useView();
  const { t } = view;
  const place = useRef<HTMLDivElement>(null);
  const awake = useAwake();
  const show = showOf(view);
  const now = shown(view);
  const slide = now?.slide ?? null;

  const refit = () => {
    const box = place.current;
    if (!box) return;
    const crowded = written(box);
    if (!slide || slide.touchpoint !== null) return;
    if (crowded) show.crowded.add(slide.stage);
    else show.crowded.delete(slide.stage);
  };
  const latest = useRef(refit);
  latest.current = refit;
  useLayoutEffect(refit);
  useLayoutEffect(() => {
    const box = place.current as HTMLElement;
    box.focus({ preventScroll: true });
    const observer = new ResizeObserver(() => latest.current());
    observer.observe(box);
    const onMouse = (event: MouseEvent) => onClick(view, event);
    box.addEventListener("click", onMouse);
    const unswipe = watchSwipes(box, (step) => turn(view, step === view.toward("right") ? 1 : -1));
    const unwatch = watchFull(view);
    const { root } = view;
    // What the slides cover takes no focus.
    const onLeave = () =>
      setTimeout(() => isFull(root) && !root.matches(":focus-within") && box.focus());
    root.addEventListener("focusout", onLeave);
    return () => {
      unwatch();
      root.removeEventListener("focusout", onLeave);
      observer.disconnect();
      box.removeEventListener("click", onMouse);
      unswipe();
    };
  }, [view]);

  if (!now) return null;
  const { deck } = now;
  const blank = show.blank.value;
  const Body = slide?.touchpoint ? TouchpointSlide : StageSlide;
  return (
    <div
      ref={place}
      class="cjw-deck"
      role="region"
      tabIndex={-1}
      aria-label={t("editor.present.bar")}
      data-awake={awake.is || undefined}
      onPointerMove={awake.wake}
      onFocusIn={(event) => (event.target as Element).closest("[role=toolbar]") && awake.wake()}
    >
      {slide && <Way view={view} deck={deck} at={slide.at} />}
      {slide ? (
        <div
          key={slide.touchpoint ?? slide.stage}
          class="cjw-slide"
          onScroll={() => more(place.current as HTMLElement)}
        >
          {Body({ view, slide })}
          <p class="cjw-slide-source">{sourcesIn(view)}</p>
        </div>
      ) : (
        <div class="cjw-slide cjw-slide-none">
          <div>
            <h2>{nameOf(view, view.session.root)}</h2>
            <p>{t("editor.empty")}</p>
          </div>
        </div>
      )}
      <NotesStrip />
      <Foot view={view} deck={deck} />
      {blank && <div class={`cjw-curtain cjw-curtain-${blank}`} />}
      <span class="cjw-said" role="status">
        {blank ? t(`editor.present.${blank}`) : inWords(view)}
      </span>
    </div>
  );
}

/** The pointer moved a moment ago, so the buttons are wanted. */
function useAwake() {
  const [is, set] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const wake = () => {
    set(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => set(false), REST);
  };
  return { is, wake };
}

/** A mouse turns to the next slide; whoever selects a text does not. */
function onClick(view: View, event: MouseEvent): void {
  const { pointerType } = event as PointerEvent;
  const onOther = (event.target as Element).closest("button, .cjw-deck-notes, .cjw-deck-foot");
  const selects = !getSelection()?.isCollapsed;
  if (pointerType === "mouse" && !onOther && !selects) turn(view, 1);
}

/** The stages in a line: how far one is, and the way to each of them. */
function Way({ view, deck, at }: { view: View; deck: Deck; at: number }) {
  return (
    <ol class="cjw-way">
      {deck.map(({ stage }, number) => (
        <li key={stage}>
          <button
            type="button"
            tabIndex={-1}
            title={nameOf(view, stage)}
            aria-current={number === at ? "step" : undefined}
            onClick={() => turnTo(view, number)}
          >
            <span>{nameOf(view, stage)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

function Foot({ view, deck }: { view: View; deck: Deck }) {
  const { t } = view;
  const show = showOf(view);
  const slide = shown(view)?.slide;
  const parts = slide ? (deck[slide.at]?.touchpoints ?? []) : [];
  const count = slide && [
    t("editor.present.count", { n: slide.at + 1, all: deck.length }),
    slide.touchpoint !== null &&
      t("editor.present.part", { n: parts.indexOf(slide.touchpoint) + 1, all: parts.length }),
  ];
  const button = (doing: Showing, icon: Icons, key: string, keys: string) => (
    <Tool icon={icon} label={t(key)} keys={keys} size={22} run={() => doShowing(view, doing)} />
  );
  return (
    <div class="cjw-deck-foot">
      <span>{nameOf(view, view.session.root)}</span>
      <span class="cjw-deck-source">{sourcesIn(view)}</span>
      <span class="cjw-deck-count">
        {show.typed.value
          ? `${show.typed.value} ↵`
          : count
            ? count.filter(Boolean).join(" · ")
            : ""}
      </span>
      <div class="cjw-deck-tools" role="toolbar" aria-label={t("editor.present.bar")}>
        {button("previous", "previous", "editor.present.back", "←")}
        {button("next", "next", "editor.present.forward", "→")}
        {button("notes", "chat", "editor.present.notes", "N")}
        {button("full", "full", "editor.full", "F")}
        {button("help", "help", "keys.title", "?")}
        {button("end", "close", "editor.present.end", "Esc")}
      </div>
    </div>
  );
}

/** Where the numbers come from, and what they are narrowed to. */
function sourcesIn(view: View): string {
  const { t } = view;
  const now = Date.now();
  const sources = view.withFigures.value ? (view.figures.value?.sources ?? []) : [];
  const filtered = view.filtered.value?.join(" · ");
  return [
    filtered && `${t("editor.figures.filtered")}: ${filtered}`,
    ...sources.map((each) => origin(each, t, now)),
  ]
    .filter(Boolean)
    .join(" — ");
}

type Icons = "previous" | "next" | "chat" | "full" | "help" | "close";

/** What a screen reader is told of the slide that has come. */
function inWords(view: View): string {
  const { t } = view;
  const { store } = view.session;
  const now = shown(view);
  if (!now?.slide) return t("editor.empty");
  const { stage, touchpoint, at } = now.slide;
  const id: Id = touchpoint ?? stage;
  const numbers = view.observed.value.get(id);
  const goal = store.get(id)?.children.goals?.[0];
  const parts = touchpoint === null ? (store.get(stage)?.children.touchpoints ?? []) : [];
  const { cols, lines } = linesOf(view);
  const col = cols.findIndex((column) => column.touchpoint === (touchpoint ?? ""));
  const felt = lines.flatMap(({ persona, points }) => {
    const point = points[col];
    return point ? [`${persona.name} ${score(point.value, t)}`] : [];
  });
  return [
    t("editor.present.count", { n: at + 1, all: now.deck.length }),
    nameOf(view, id),
    goal && String(store.get(goal)?.fields.text ?? ""),
    view.source("log") && figuresInWords(numbers, touchpoint === null ? "stage" : "touchpoint", t),
    parts.map((each) => nameOf(view, each)).join(", "),
    felt.length > 0 && `${t("lane.emotion")}: ${felt.join(", ")}`,
    showOf(view).notes.value && notesOf(view),
  ]
    .filter(Boolean)
    .join(". ");
}
