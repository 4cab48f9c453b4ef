/** The emotion lane: a curve for each persona, its points dragged or nudged by arrow keys. */

import { useComputed, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";

import { sourceTitle } from "../../document/figures";
import { count, score } from "../../document/numbers";
import { assumedOf, type Point } from "../../document/points";
import { type Scale, scaleOf, scoreAt, snap, word } from "../../document/scale";
import type { Id } from "../../document/types";
import { startDrag } from "../../dom/pointer-drag";
import type { Column, Lane } from "../../layout/layout";
import { hueOf, Mark, type Persona } from "../../widget/personas";
import { Cell, withActions } from "../grid/cell";
import { withParts } from "../late";
import { type CellActions, useView, type View } from "../view";
import { Curves, SecondCurve } from "./curves";
import { inHand, MARGIN, pointIn, shownPersonas, top } from "./feeling";
import { feelingChanges } from "./set";
import { type Spot, sideBySide } from "./spots";

type Props = { lane: Lane; title: string; cols: Column[] };

export function EmotionLane({ lane, title, cols }: Props) {
  const view = useView();
  const { store, root } = view.session;
  const scale = scaleOf(store.get(root)?.fields);
  const personas = shownPersonas(view);
  const shared = { lane, title, scale, personas };
  return (
    <>
      {cols.map((column, col) => (
        <FeelingCell
          key={column.touchpoint ?? column.stage}
          column={column}
          col={col}
          {...shared}
        />
      ))}
      <Curves personas={personas} cols={cols} scale={scale} />
      {lane.second && <SecondCurve kind={lane.second} cols={cols} scale={scale} />}
    </>
  );
}

type CellProps = Omit<Props, "cols"> & {
  column: Column;
  col: number;
  scale: Scale;
  personas: Persona[];
};

/** A cell of its own component: an edit of one touchpoint draws one column and the curves. */
function FeelingCell({ lane, title, column, col, scale, personas }: CellProps) {
  const view = useView();
  const { touchpoint } = column;
  // The number, so that a long stroke draws no column that it does not change.
  const dragged = useComputed(() => view.emotionDrag.value?.values.get(touchpoint ?? "") ?? null);
  const drag = dragged.value === null ? null : view.emotionDrag.peek();
  const seen = view.observed.value;
  const points = personas.map((each) => pointIn(view.session.store, column, each, drag, seen));
  const middle = top(scale, (scale.low + scale.high) / 2);
  const spots = sideBySide(
    points.map((point, index) => {
      // Where nothing can be set, nobody sees those without a value.
      const at = point ? top(scale, point.value) : view.canEdit ? middle : -1 - index;
      return { at, known: point !== null };
    }),
  );
  const draw = (event: PointerEvent) => {
    const { currentTarget, target } = event;
    if (event.shiftKey || !view.canEdit || (target as HTMLElement).closest("[role=slider]")) return;
    const cell = currentTarget as HTMLElement;
    const up = new AbortController();
    window.addEventListener("pointerup", () => up.abort(), { once: true });
    withParts(view, ({ drawCurve }) => {
      if (event.currentTarget) drawCurve(view, event, cell);
      else if (!up.signal.aborted) cell.dispatchEvent(new PointerEvent(event.type, event));
    });
  };
  return (
    <Cell
      row={lane.row}
      col={col}
      node={touchpoint ?? column.stage}
      class="cjw-feeling"
      label={title}
      actions={{
        edit: () => {
          const mine = `[data-persona="${inHand(view)?.id}"]`;
          view.cell(lane.row, col)?.querySelector<HTMLElement>(mine)?.focus();
        },
      }}
      onPointerDown={draw}
    >
      {personas.map((persona, index) => {
        const point = points[index] ?? null;
        if (touchpoint === null) {
          return point && <Mean key={persona.id} persona={persona} point={point} scale={scale} />;
        }
        return (
          <Slider
            key={persona.id}
            persona={persona}
            touchpoint={touchpoint}
            point={point}
            scale={scale}
            dragged={drag?.persona === persona.id}
            spot={spots[index] as Spot}
          />
        );
      })}
    </Cell>
  );
}

/** The mean of a collapsed stage: on the curve, and not to be moved. */
function Mean({ persona, point, scale }: { persona: Persona; point: Point; scale: Scale }) {
  const { t } = useView();
  const value = score(point.value, t);
  const label = t("emotion.mean", { persona: persona.name, value });
  return (
    <div
      class="cjw-point cjw-mean"
      role="img"
      aria-label={label}
      title={label}
      style={{ top: `${top(scale, point.value) * 100}%` }}
    >
      <Mark index={persona.index} hollow={!point.measured} />
    </div>
  );
}

function setEmotion(view: View, id: Id, persona: Id, value: number | null): void {
  const { session, t } = view;
  const said =
    value === null
      ? t("editor.said.cleared")
      : t("editor.said.emotion", { value: score(value, t) });
  session.edit(feelingChanges(view, id, persona, value), said, "", value === null);
}

type SliderProps = {
  persona: Persona;
  touchpoint: Id;
  point: Point | null;
  scale: Scale;
  dragged: boolean;
  spot: Spot;
};

function Slider({ persona, touchpoint, point, scale, dragged, spot }: SliderProps) {
  const view = useView();
  const { t } = view;
  const middle = (scale.low + scale.high) / 2;
  const value = point?.value ?? middle;
  const measured = point?.measured ?? false;
  const fixed = measured || !view.canEdit;
  /** Whether the pointer or the focus has been here: only then there is something to explain. */
  const near = useSignal(false);
  /** Where a pointer went down on it: a click ends there. */
  const pressed = useRef<number[]>([]);
  const usual = t("emotion.words").split("|");
  const feeling = point ? word(scale, value, usual) : t("emotion.unknown");
  const record = view.session.store.get(touchpoint);
  const assumed = measured && record ? assumedOf(record, persona.id) : null;
  const detail = describe(view, point, assumed);

  const set = (next: number | null) => {
    if (!view.canEdit) return;
    if (measured) {
      view.session.notice.value = { sentence: t("emotion.fixed"), hint: "", draft: "" };
    } else setEmotion(view, touchpoint, persona.id, next);
  };
  /** What nobody has set stands at the neutral value: a click or a key sets it. */
  const setNeutral = () => {
    const now = view.session.store.peek(touchpoint);
    if (now && !fixed && assumedOf(now, persona.id) === null) set(middle);
  };
  const range = scale.high - scale.low;
  const actions: CellActions = {
    nudge: (step, small) => set(snap(scale, value + (step * range) / (small ? 40 : 8))),
    toEnd: (end) => set(scale[end]),
    clear: () => set(null),
    edit: setNeutral,
  };
  const onPointerDown = (event: PointerEvent) => {
    const slider = event.currentTarget as HTMLElement;
    const lane = (slider.parentElement as HTMLElement).getBoundingClientRect();
    if (fixed || event.button !== 0) return;
    pressed.current = [event.clientX, event.clientY];
    const at = (moved: PointerEvent) =>
      scoreAt(scale, ((moved.clientY - lane.top) / lane.height - MARGIN) / (1 - 2 * MARGIN));
    startDrag(event, {
      move: (moved) => {
        const values = new Map([[touchpoint, at(moved)]]);
        view.emotionDrag.value = { persona: persona.id, values };
      },
      drop: (dropped) => {
        const next = at(dropped);
        set(next);
        view.emotionDrag.value = null;
      },
      cancel: () => {
        view.emotionDrag.value = null;
      },
    });
  };
  const approach = ({ currentTarget }: Event) => {
    near.value = true;
    const point = currentTarget as HTMLElement;
    view.late.load().then(
      ({ keepInside }) => keepInside(point, view.scroller),
      () => {},
    );
  };
  const low = value < middle - range / 4;
  return (
    <div
      class={`cjw-point${point ? "" : " cjw-ghost"}${dragged ? " cjw-dragged" : ""}`}
      role="slider"
      tabIndex={-1}
      aria-label={`${persona.name}, ${record?.fields.name ?? ""}`}
      aria-valuemin={scale.low}
      aria-valuemax={scale.high}
      aria-valuenow={point ? value : undefined}
      aria-valuetext={`${feeling}, ${detail}`}
      aria-readonly={fixed || undefined}
      aria-orientation="vertical"
      data-persona={persona.id}
      ref={withActions(actions)}
      style={{
        top: `${top(scale, value) * 100}%`,
        marginLeft: `${spot.aside}px`,
        ...(spot.grip && { width: `${spot.grip}px`, height: `${spot.grip}px` }),
      }}
      onPointerDown={onPointerDown}
      onPointerUp={({ clientX, clientY }) => {
        const [x = 0, y = 0] = pressed.current;
        pressed.current = [];
        if (Math.hypot(clientX - x, clientY - y) < 4) setNeutral();
      }}
      onPointerEnter={approach}
      onFocus={(event) => {
        approach(event);
        view.hand.value = persona.id;
      }}
    >
      {assumed !== null && (
        <Assumed scale={scale} value={assumed} beside={value} index={persona.index} />
      )}
      <Mark index={persona.index} hollow={!measured} />
      {point?.low !== null && point?.high !== null && point && (
        <Interval scale={scale} point={point} index={persona.index} />
      )}
      {(near.value || dragged) && (
        <div class={`cjw-tip${low ? " cjw-above" : ""}`} aria-hidden="true">
          <b>
            {persona.name} · {feeling}
          </b>
          <span>{detail}</span>
        </div>
      )}
    </div>
  );
}

/** A difference of scores as a length in the lane. */
const length = ({ low, high }: Scale, difference: number) =>
  `calc(var(--cjw-curve-height) * ${(difference / (high - low)) * (1 - 2 * MARGIN)})`;

function Interval({ scale, point, index }: { scale: Scale; point: Point; index: number }) {
  const high = point.high as number;
  const above = length(scale, high - point.value);
  return (
    <i
      class={`cjw-interval ${hueOf(index)}`}
      style={{
        height: length(scale, high - (point.low as number)),
        top: `calc(50% - ${above})`,
      }}
    />
  );
}

type AssumedProps = { scale: Scale; value: number; beside: number; index: number };

/** What was assumed, beside what was measured: how far off it was can be seen. */
function Assumed({ scale, value, beside, index }: AssumedProps) {
  return (
    <span class="cjw-assumed" style={{ top: `calc(50% + ${length(scale, beside - value)})` }}>
      <Mark index={index} hollow />
    </span>
  );
}

function describe(view: View, point: Point | null, assumed: number | null): string {
  const { t } = view;
  if (!point) return t("emotion.set_hint");
  const signed = (value: number) => score(value, t);
  const { value, measured, low, high, n, live, why } = point;
  if (!measured) return `${signed(value)} · ${t("emotion.assumed")}`;
  const interval = low === null || high === null ? "" : ` [${signed(low)}, ${signed(high)}]`;
  const survey = live ? view.source("survey") : undefined;
  return [
    `${signed(value)}${interval}`,
    why && t(`note.${why}`),
    n === null ? t("emotion.measured") : `n ${count(n, t)}`,
    survey && sourceTitle(survey, t),
    assumed !== null && `${t("emotion.assumed")} ${signed(assumed)}`,
  ]
    .filter(Boolean)
    .join(" · ");
}
