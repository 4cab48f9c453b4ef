/** The emotion lane: a curve for each persona, its points dragged or nudged by arrow keys. */

import { useComputed, useSignal } from "@preact/signals";

import { setEntry, setField } from "../../document/edits";
import { sourceTitle } from "../../document/figures";
import { entryOf } from "../../document/keyed";
import { count, score } from "../../document/numbers";
import { assumedOf, type Point } from "../../document/points";
import { type Scale, scaleOf, scoreAt, snap, word } from "../../document/scale";
import type { Id } from "../../document/types";
import { startDrag } from "../../dom/pointer-drag";
import type { Column, Lane } from "../../layout/layout";
import { Mark, type Persona } from "../../widget/personas";
import { Cell, withActions } from "../grid/cell";
import { type CellActions, useView, type View } from "../view";
import { Curves, SecondCurve } from "./curves";
import { MARGIN, pointIn, shownPersonas, top } from "./feeling";

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
  const drag = useComputed(() => {
    const now = view.emotionDrag.value;
    return now?.touchpoint === touchpoint ? now : null;
  });
  const seen = view.observed.value;
  const points = personas.map((each) =>
    pointIn(view.session.store, column, each, drag.value, seen),
  );
  return (
    <Cell
      row={lane.row}
      col={col}
      node={touchpoint ?? column.stage}
      class="cjw-feeling"
      label={title}
      actions={{
        edit: () => view.cell(lane.row, col)?.querySelector<HTMLElement>("[role=slider]")?.focus(),
      }}
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
            dragged={drag.value?.persona === persona.id}
            aside={aside(points, index)}
          />
        );
      })}
    </Cell>
  );
}

/** Points that would hide each other stand side by side: how far this one is off the middle. */
function aside(points: (Point | null)[], index: number): number {
  const value = points[index]?.value;
  const same = points
    .map((point, other) => ({ other, value: point?.value }))
    .filter((each) => value !== undefined && each.value === value);
  if (same.length < 2) return 0;
  return (same.findIndex(({ other }) => other === index) - (same.length - 1) / 2) * 13;
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
  const record = session.store.peek(id);
  if (!record) return;
  const alone = (session.store.peek(session.root)?.children.personas?.length ?? 0) <= 1;
  const own = entryOf(record.fields.emotions, persona);
  const changes =
    alone && own === undefined
      ? setField(record, "emotion", value)
      : setEntry(record, "emotions", persona, value);
  const said =
    value === null
      ? t("editor.said.cleared")
      : t("editor.said.emotion", { value: score(value, t) });
  session.edit(changes, said, "", value === null);
}

type SliderProps = {
  persona: Persona;
  touchpoint: Id;
  point: Point | null;
  scale: Scale;
  dragged: boolean;
  aside: number;
};

function Slider({ persona, touchpoint, point, scale, dragged, aside }: SliderProps) {
  const view = useView();
  const { t } = view;
  const middle = (scale.low + scale.high) / 2;
  const value = point?.value ?? middle;
  const measured = point?.measured ?? false;
  const fixed = measured || !view.canEdit;
  /** Whether the pointer or the focus has been here: only then there is something to explain. */
  const near = useSignal(false);
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
  const range = scale.high - scale.low;
  const actions: CellActions = {
    nudge: (step, small) => set(snap(scale, value + (step * range) / (small ? 40 : 8))),
    toEnd: (end) => set(scale[end]),
    clear: () => set(null),
  };
  const onPointerDown = (event: PointerEvent) => {
    const slider = event.currentTarget as HTMLElement;
    const lane = (slider.parentElement as HTMLElement).getBoundingClientRect();
    if (fixed) return;
    const at = (moved: PointerEvent) =>
      scoreAt(scale, ((moved.clientY - lane.top) / lane.height - MARGIN) / (1 - 2 * MARGIN));
    startDrag(event, {
      move: (moved) => {
        view.emotionDrag.value = { touchpoint, persona: persona.id, value: at(moved) };
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
  const approach = () => {
    near.value = true;
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
      style={{ top: `${top(scale, value) * 100}%`, marginLeft: `${aside}px` }}
      onPointerDown={onPointerDown}
      onPointerEnter={approach}
      onFocus={approach}
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
      class={`cjw-interval cjw-p${(index % 4) + 1}`}
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
