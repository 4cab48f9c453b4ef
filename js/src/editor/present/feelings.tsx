/** The whole curve below a slide: what is shown is lit, and each line ends in its persona's name. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { score } from "../../document/numbers";
import { depth, type Scale, scaleOf, word } from "../../document/scale";
import { columns } from "../../layout/layout";
import { hueOf, Mark, type Persona } from "../../widget/personas";
import { curve } from "../emotion/curve";
import { pointIn, shownPersonas } from "../emotion/feeling";
import type { Slide, View } from "../view";
import { apart } from "./apart";
import { widthOf } from "./fit";

/** Closer together than this, marks of other stages would be a smear. */
const ROOM = 20;
/** The size of values, and how much wider and higher the room of one is. */
const [LETTER, WIDER, HIGHER] = [20, 2.6, 1.4];
/** How high a curve has room in its corners for the ends of the scale. */
const HIGH = 170;
/** Share of the height that is left free above the best and below the worst score, for values. */
const MARGIN = 0.2;
const top = (scale: Scale, value: number) => MARGIN + depth(scale, value) * (1 - 2 * MARGIN);

/** The curves that there are to draw, of the personas that are shown. */
export function linesOf(view: View) {
  const { store, root } = view.session;
  const stages = store.get(root)?.children.stages ?? [];
  const cols = columns(store, root, new Map(stages.map((id) => [id, false])));
  const seen = view.observed.value;
  const isShown = view.layout.value.rows.some(({ kind }) => kind.name === "emotion");
  const lines = (isShown ? shownPersonas(view) : [])
    .map((persona) => ({
      persona,
      points: cols.map((column) => pointIn(store, column, persona, null, seen)),
    }))
    .filter(({ points }) => points.some(Boolean));
  return { cols, lines };
}

export function Feelings({ view, slide }: { view: View; slide: Slide }) {
  const { store, root } = view.session;
  const place = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0, letter: LETTER, names: "" });
  const { cols, lines } = linesOf(view);
  const scale = scaleOf(store.get(root)?.fields);

  useLayoutEffect(() => {
    const box = place.current;
    if (!box) return;
    const measure = () => {
      const names = [...(box.nextElementSibling?.children ?? [])].map(
        (each) => (each as HTMLElement).offsetHeight,
      );
      const unit = Number(getComputedStyle(box).getPropertyValue("--cjw-unit"));
      const letter = Math.max(18, LETTER * unit);
      const { clientWidth: width, clientHeight: height } = box;
      const now = { width, height, letter, names: names.join() };
      setSize((was) => (JSON.stringify(was) === JSON.stringify(now) ? was : now));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  });

  if (lines.length === 0) return null;
  const { height, letter } = size;
  const from = cols.findIndex(({ stage, touchpoint }) =>
    slide.touchpoint === null ? stage === slide.stage : touchpoint === slide.touchpoint,
  );
  const span = slide.touchpoint === null ? (cols[from]?.span ?? 1) : 1;
  const lit = (col: number) => col >= from && col < from + span;
  const each = size.width / cols.length;
  const mark = Math.max(8, Math.min(letter, each * 0.9));
  const across = (part: number) => `${(part / cols.length) * 100}%`;
  const usual = view.t("emotion.words").split("|");
  const neutral = top(scale, (scale.low + scale.high) / 2) * 100;

  const heights = size.names.split(",").map(Number);
  const ends = lines.map(({ points }, index) => {
    const last = points.findLast(Boolean);
    const middle = (last ? top(scale, last.value) : 0.5) * height;
    return { middle, size: heights[index] ?? 0 };
  });
  const names = apart(ends, height);
  // Who stands elsewhere than the line ends, is known by its mark, too.
  const moved = ends.some(({ middle, size }, at) => Math.abs(middle - (names[at] ?? 0)) > size);
  const shift = (index: number) => {
    const over = heights.slice(0, index).reduce((sum, high) => sum + high, 0);
    return (names[index] ?? 0) - (heights[index] ?? 0) / 2 - over;
  };
  const told = valueColumns(lines, from, span, each >= WIDER * letter);
  const [best, worst] = [word(scale, scale.high, usual), word(scale, scale.low, usual)];
  const corner = Math.max(widthOf(best), widthOf(worst)) * letter * 1.1 + letter;
  /** How high and how low marks stand where a value is written, which may be wider than its place. */
  const reach = Math.round((WIDER * letter) / 2 / each);
  const marks = (col: number) => {
    const near = lines
      .flatMap(({ points }) => points.slice(Math.max(0, col - reach), col + reach + 1))
      .flatMap((point) => (point ? [top(scale, point.value) * height] : []));
    return [Math.min(...near), Math.max(...near)] as const;
  };
  const middles = told.map((col) => each * (col + 0.5));
  const side = !middles.some((middle) => middle < corner)
    ? "start"
    : !middles.some((middle) => middle > size.width - corner) && "end";
  return (
    <div class="cjw-feelings" aria-hidden="true">
      <div class="cjw-feelings-lines" ref={place}>
        {height >= HIGH && side && (
          <div class={`cjw-feelings-ends cjw-at-${side}`}>
            <span>{best}</span>
            <span>{worst}</span>
          </div>
        )}
        <i class="cjw-lit" style={{ insetInlineStart: across(from), width: across(span) }} />
        <svg viewBox={`0 0 ${cols.length} 100`} preserveAspectRatio="none" aria-hidden="true">
          <path class="cjw-neutral" d={`M0 ${neutral}H${cols.length}`} />
          {lines.map(({ persona, points }) => (
            <path
              key={persona.id}
              class={`cjw-curve ${hueOf(persona.index)}`}
              d={curve(points.map((point) => point && top(scale, point.value) * 100))}
            />
          ))}
        </svg>
        {lines.flatMap(({ persona, points }) =>
          points.map((point, col) => {
            if (!point || (each < ROOM && !lit(col))) return null;
            const style = {
              insetInlineStart: across(col + 0.5),
              top: `${top(scale, point.value) * 100}%`,
              "--cjw-mark": `${lit(col) ? mark : letter * 0.7}px`,
            };
            return (
              <i
                key={`${persona.id} ${col}`}
                class={`cjw-line-point${lit(col) ? " cjw-line-lit" : ""}`}
                style={style}
              >
                <Mark index={persona.index} hollow={!point.measured} />
              </i>
            );
          }),
        )}
        {told.flatMap((col) => {
          const values = lines.flatMap(({ persona, points }) => {
            const value = points[col]?.value;
            return value === undefined ? [] : [{ persona, value }];
          });
          return beside(values, marks(col), height, letter * HIGHER).map(
            ({ value, personas: [persona, other], middle }) => (
              <b
                key={`${value} ${col}`}
                class={`cjw-line-value ${persona && !other ? hueOf(persona.index) : ""}`}
                style={{ insetInlineStart: across(col + 0.5), top: `${middle}px` }}
              >
                {score(value, view.t)}
              </b>
            ),
          );
        })}
      </div>
      <div
        class={`cjw-line-names${lines.some(({ persona }) => LONG.test(persona.name)) ? " cjw-long" : ""}`}
        data-moved={moved || undefined}
      >
        {lines.map(({ persona }, index) => (
          <b
            key={persona.id}
            class={`cjw-line-name ${hueOf(persona.index)}`}
            style={{ "--cjw-shift": `${shift(index)}px` }}
          >
            <Mark index={persona.index} />
            {persona.name}
          </b>
        ))}
      </div>
    </div>
  );
}

/** A word that is written smaller before it is broken. */
const LONG = /[^\s\p{Script=Han}]{11}/u;

type Lines = { persona: Persona; points: ({ value: number } | null)[] }[];

/** Where values are written: at every lit place if they have room, else where it is worst. */
function valueColumns(lines: Lines, from: number, span: number, all: boolean): number[] {
  const lit = Array.from({ length: span }, (_, index) => from + index).filter((col) =>
    lines.some(({ points }) => points[col]),
  );
  if (all || lit.length < 2) return lit;
  const worst = (col: number) =>
    Math.min(...lines.map(({ points }) => points[col]?.value ?? Number.POSITIVE_INFINITY));
  return [lit.reduce((one, other) => (worst(other) < worst(one) ? other : one))];
}

type Told = { value: number; personas: Persona[]; middle: number };

/** The values of one place, each once: the best above all marks, the worst below, as many as fit. */
function beside(
  points: readonly { persona: Persona; value: number }[],
  [highest, lowest]: readonly [number, number],
  height: number,
  line: number,
): Told[] {
  const values = [...new Set(points.map(({ value }) => value))].sort((a, b) => b - a);
  const below = Math.max(0, Math.floor((height - lowest) / line));
  const above = Math.max(0, Math.floor(highest / line));
  const over = Math.min(above, Math.max(values.length > 1 ? 1 : 0, values.length - below));
  const under = values.length - Math.min(below, values.length - over);
  return values.flatMap((value, index) => {
    if (index >= over && index < under) return [];
    const middle =
      index < over ? highest - line * (over - index) : lowest + line * (index - under + 1);
    return [
      {
        value,
        middle,
        personas: points.flatMap((each) => (each.value === value ? [each.persona] : [])),
      },
    ];
  });
}
