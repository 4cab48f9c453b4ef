/** The emotion lane: a curve for each persona, its points dragged or nudged by arrow keys. */
<<<<<<< HEAD

import { curve } from "../core/curve";

=======

import { useComputed, useSignal } from "@preact/signals";

>>>>>>> a12fd7e (Feelings: an edit draws one column and the curves)

import { setEntry, setField } from "../core/edits";
import type { Column, Lane } from "../core/layout";
import type { Point } from "../core/points";
import { type Scale, scaleOf, scoreAt, snap, word } from "../core/scale";
import type { Id } from "../core/types";
import { isComposing } from "../dom/ime";
import { startDrag } from "../dom/pointer-drag";
import { Cell } from "./cell";
import { useView, type View } from "./context";

<<<<<<< HEAD

import { Mark, type Persona, shownPersonas } from "./personas";

=======

import { Curves, SecondCurve } from "./curves";
import { MARGIN, pointIn, top } from "./feeling";
import { Mark, type Persona, personasOf } from "./personas";

>>>>>>> a12fd7e (Feelings: an edit draws one column and the curves)

type Props = { lane: Lane; title: string; cols: Column[]; line: number };

export function EmotionLane({ lane, title, cols, line }: Props) {
  const view = useView();
  const { store, root } = view.session;
  const scale = scaleOf(store.get(root)?.fields);
<<<<<<< HEAD
  const personas = shownPersonas(view);
  const drag = view.emotionDrag.value;
  const shown = (column: Column, persona: Persona): Point | null => {
    if (column.folded.length) {
      const hidden = column.folded.map((id) => store.get(id));
      return meanPoint(hidden.map((each) => (each ? pointOf(each, persona.id) : null)));
    }
    const touchpoint = column.touchpoint === null ? undefined : store.get(column.touchpoint);
    if (!touchpoint) return null;
    const point = pointOf(touchpoint, persona.id);
    if (drag?.touchpoint !== touchpoint.id || drag.persona !== persona.id) return point;
    return { value: drag.value, measured: false, n: null, low: null, high: null };
  };
  const points = personas.map((persona) => cols.map((column) => shown(column, persona)));
=======
  const personas = personasOf(view);
  const shared = { lane, title, line, scale, personas };
>>>>>>> a12fd7e (Feelings: an edit draws one column and the curves)
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
      <Curves personas={personas} cols={cols} scale={scale} line={line} />
      {lane.second && <SecondCurve kind={lane.second} cols={cols} scale={scale} line={line} />}
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
function FeelingCell({ lane, title, line, column, col, scale, personas }: CellProps) {
  const view = useView();
  const { touchpoint } = column;
  const drag = useComputed(() => {
    const now = view.emotionDrag.value;
    return now?.touchpoint === touchpoint ? now : null;
  });
  const points = personas.map((each) => pointIn(view.session.store, column, each, drag.value));
  return (
    <Cell
      row={lane.id}
      col={col}
      node={touchpoint ?? column.stage}
      line={line}
      class="cjw-feeling"
      label={title}
      actions={{
        edit: () => view.cell(lane.id, col)?.querySelector<HTMLElement>("[role=slider]")?.focus(),
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
            place={{ row: lane.id, col }}
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

<<<<<<< HEAD
type CurvesProps = {
  personas: Persona[];
  points: (Point | null)[][];
  scale: Scale;
  line: number;
  count: number;
};

function Curves({ personas, points, scale, line, count }: CurvesProps) {
  const neutral = top(scale, (scale.low + scale.high) / 2) * 100;
  const path = (points: readonly (Point | null)[]) =>
    curve(points.map((point) => point && top(scale, point.value) * 100));
  return (
    <svg
      class="cjw-curves"
      viewBox={`0 0 ${count} 100`}
      preserveAspectRatio="none"
      style={{ gridColumn: "2 / -1", gridRow: line }}
      aria-hidden="true"
    >
      <path class="cjw-neutral" d={`M0 ${neutral}H${count}`} />
      {personas.map((persona, index) => (
        <path
          key={persona.id}
          class={`cjw-curve cjw-p${(persona.index % 4) + 1}`}
          d={path(points[index] ?? [])}
        />
      ))}
    </svg>
  );
}

=======
>>>>>>> a12fd7e (Feelings: an edit draws one column and the curves)
/** The mean of a collapsed stage: on the curve, and not to be moved. */
function Mean({ persona, point, scale }: { persona: Persona; point: Point; scale: Scale }) {
  const { t } = useView();
  const value = String(Number(point.value.toFixed(2))).replace("-", "−");
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

<<<<<<< HEAD
type SecondProps = { kind: string; cols: Column[]; scale: Scale; line: number };

/** The emotion aimed at, or the engagement (on its own scale of 1 to 5): one line for all. */
function SecondCurve({ kind, cols, scale, line }: SecondProps) {
  const view = useView();
  const range: Scale = kind === "engagement" ? { low: 1, high: 5, labels: [] } : scale;
  const values = cols.map(({ touchpoint }) => {
    const value = touchpoint === null ? null : view.session.store.get(touchpoint)?.fields[kind];
    return typeof value === "number" ? value : null;
  });
  const path = curve(values.map((value) => (value === null ? null : top(range, value) * 100)));
  return (
    <svg
      class="cjw-curves"
      viewBox={`0 0 ${cols.length} 100`}
      preserveAspectRatio="none"
      style={{ gridColumn: "2 / -1", gridRow: line }}
      aria-hidden="true"
    >
      <path class={`cjw-second cjw-second-${kind}`} d={path} />
    </svg>
  );
}

=======
>>>>>>> a12fd7e (Feelings: an edit draws one column and the curves)
function setEmotion(view: View, id: Id, persona: Id, value: number | null): void {
  const { session, t } = view;
  const record = session.store.peek(id);
  if (!record) return;
  const alone = (session.store.peek(session.root)?.children.personas?.length ?? 0) <= 1;
  const own = (record.fields.emotions ?? {}) as Record<string, unknown>;
  const changes =
    alone && !(persona in own)
      ? setField(record, "emotion", value)
      : setEntry(record, "emotions", persona, value);
  session.edit(changes, t("editor.said.emotion", { value: value ?? "–" }));
}

type SliderProps = {
  persona: Persona;
  touchpoint: Id;
  point: Point | null;
  scale: Scale;
  dragged: boolean;
  aside: number;
  place: { row: string; col: number };
};

function Slider({ persona, touchpoint, point, scale, dragged, aside, place }: SliderProps) {
  const view = useView();
  const { t } = view;
  const middle = (scale.low + scale.high) / 2;
  const value = point?.value ?? middle;
<<<<<<< HEAD
  const measured = point?.measured ?? false;
  const fixed = measured || !view.canEdit;
  const dragged =
    view.emotionDrag.value?.touchpoint === touchpoint &&
    view.emotionDrag.value.persona === persona.id;
=======
  const fixed = point?.measured ?? false;
  /** Whether the pointer or the focus has been here: only then there is something to explain. */
  const near = useSignal(false);
>>>>>>> a12fd7e (Feelings: an edit draws one column and the curves)
  const usual = t("emotion.words").split("|");
  const feeling = point ? word(scale, value, usual) : t("emotion.unknown");
  const shown = value.toFixed(Number.isInteger(value) ? 0 : 1).replace("-", "−");
  const detail = describe(view, point, shown);

  const set = (next: number | null) => {
    if (!view.canEdit) return;
    if (measured) {
      view.session.notice.value = { sentence: t("emotion.fixed"), hint: "", draft: "" };
    } else setEmotion(view, touchpoint, persona.id, next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.shiftKey ? (scale.high - scale.low) / 40 : (scale.high - scale.low) / 8;
    const { key } = event;
    if (key === "ArrowUp") set(snap(scale, value + step));
    else if (key === "ArrowDown") set(snap(scale, value - step));
    else if (key === "Home") set(scale.low);
    else if (key === "End") set(scale.high);
    else if (key === "Delete" || key === "Backspace") set(null);
    else if (key === "ArrowLeft" || key === "ArrowRight") {
      const next = view.cell(place.row, place.col + (key === "ArrowLeft" ? -1 : 1));
      next?.querySelector<HTMLElement>(`[data-persona="${persona.id}"]`)?.focus();
    } else if (key === "PageUp" || key === "PageDown") {
      const point = event.currentTarget as HTMLElement;
      const all = [...(point.parentElement?.querySelectorAll<HTMLElement>("[role=slider]") ?? [])];
      all[all.indexOf(point) + (key === "PageUp" ? -1 : 1)]?.focus();
    } else if (key === "Escape") view.cell(place.row, place.col)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
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
  const low = value < middle - (scale.high - scale.low) / 4;
  return (
    <div
      class={`cjw-point${point ? "" : " cjw-ghost"}${dragged ? " cjw-dragged" : ""}`}
      role="slider"
      tabIndex={-1}
      aria-label={`${persona.name}, ${view.session.store.peek(touchpoint)?.fields.name ?? ""}`}
      aria-valuemin={scale.low}
      aria-valuemax={scale.high}
      aria-valuenow={point ? value : undefined}
      aria-valuetext={`${feeling}, ${detail}`}
      aria-readonly={fixed || undefined}
      aria-orientation="vertical"
      data-persona={persona.id}
      style={{ top: `${top(scale, value) * 100}%`, marginLeft: `${aside}px` }}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerEnter={approach}
      onFocus={approach}
    >
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

function Interval({ scale, point, index }: { scale: Scale; point: Point; index: number }) {
  const span = ((point.high as number) - (point.low as number)) / (scale.high - scale.low);
  const above = ((point.high as number) - point.value) / (scale.high - scale.low);
  const share = (part: number) => `calc(var(--cjw-curve-height) * ${part * (1 - 2 * MARGIN)})`;
  return (
    <i
      class={`cjw-interval cjw-p${(index % 4) + 1}`}
      style={{ height: share(span), top: `calc(50% - ${share(above)})` }}
    />
  );
}

function describe(view: View, point: Point | null, shown: string): string {
  if (!point) return view.t("emotion.set_hint");
  if (!point.measured) return `${shown} · ${view.t("emotion.assumed")}`;
  const sign = (value: number) => String(Number(value.toFixed(2))).replace("-", "−");
  const interval =
    point.low === null || point.high === null ? "" : ` [${sign(point.low)}, ${sign(point.high)}]`;
  const n = point.n === null ? "" : ` · n ${point.n.toLocaleString()}`;
  return `${sign(point.value)}${interval}${n || ` · ${view.t("emotion.measured")}`}`;
}
