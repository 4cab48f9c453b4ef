/** The whole curve below a slide: what is shown is lit, and each line ends in its persona's name. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { score } from "../../document/numbers";
import { depth, type Scale, scaleOf, word } from "../../document/scale";
import { columns } from "../../layout/layout";
import { Mark, type Persona } from "../../widget/personas";
import { curve } from "../emotion/curve";
import { pointIn, shownPersonas } from "../emotion/feeling";
import type { Slide, View } from "../view";
import { apart } from "./apart";

/** Closer together than this, marks of other stages would be a smear. */
const ROOM = 20;
/** So much width a value needs, and height. */
const [VALUE, LINE] = [64, 28];
/** The corner in which the ends of the scale stand, and how high a curve has room for them. */
const [CORNER, HIGH] = [140, 170];
/** Share of the height that is left free above the best and below the worst score, for values. */
const MARGIN = 0.2;
const top = (scale: Scale, value: number) => MARGIN + depth(scale, value) * (1 - 2 * MARGIN);

export function Feelings({ view, slide }: { view: View; slide: Slide }) {
  const { store, root } = view.session;
  const place = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0, names: "" });
  const stages = store.get(root)?.children.stages ?? [];
  const cols = columns(store, root, new Map(stages.map((id) => [id, false])));
  const scale = scaleOf(store.get(root)?.fields);
  const seen = view.observed.value;
  const lines = shownPersonas(view)
    .map((persona) => ({
      persona,
      points: cols.map((column) => pointIn(store, column, persona, null, seen)),
    }))
    .filter(({ points }) => points.some(Boolean));

  useLayoutEffect(() => {
    const box = place.current;
    if (!box) return;
    const measure = () => {
      const names = [...(box.nextElementSibling?.children ?? [])].map(
        (each) => (each as HTMLElement).offsetHeight,
      );
      const now = { width: box.clientWidth, height: box.clientHeight, names: names.join() };
      setSize((was) => (JSON.stringify(was) === JSON.stringify(now) ? was : now));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  });

  if (lines.length === 0) return null;
  const { height } = size;
  const from = cols.findIndex(({ stage, touchpoint }) =>
    slide.touchpoint === null ? stage === slide.stage : touchpoint === slide.touchpoint,
  );
  const span = slide.touchpoint === null ? (cols[from]?.span ?? 1) : 1;
  const lit = (col: number) => col >= from && col < from + span;
  const each = size.width / cols.length;
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
  const told = valueColumns(lines, from, span, each);
  return (
    <div class="cjw-feelings" aria-hidden="true">
      {height >= HIGH && (
        <div class="cjw-feelings-ends">
          <span>{word(scale, scale.high, usual)}</span>
          <span>{word(scale, scale.low, usual)}</span>
        </div>
      )}
      <div class="cjw-feelings-lines" ref={place}>
        <i class="cjw-lit" style={{ insetInlineStart: across(from), width: across(span) }} />
        <svg viewBox={`0 0 ${cols.length} 100`} preserveAspectRatio="none" aria-hidden="true">
          <path class="cjw-neutral" d={`M0 ${neutral}H${cols.length}`} />
          {lines.map(({ persona, points }) => (
            <path
              key={persona.id}
              class={`cjw-curve ${tint(persona)}`}
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
          const at = labels(
            values.map(({ value }) => top(scale, value) * height),
            height,
            height >= HIGH && each * (col + 0.5) < CORNER ? LINE : 0,
          );
          return values.map(({ persona, value }, index) => (
            <b
              key={`${persona.id} ${col}`}
              class={`cjw-line-value ${tint(persona)}`}
              style={{ insetInlineStart: across(col + 0.5), top: `${at[index]}px` }}
            >
              {score(value, view.t)}
            </b>
          ));
        })}
      </div>
      <div class="cjw-line-names">
        {lines.map(({ persona }, index) => (
          <b
            key={persona.id}
            class={`cjw-line-name ${tint(persona)}`}
            style={{ top: `${names[index]}px` }}
          >
            {persona.name}
          </b>
        ))}
      </div>
    </div>
  );
}

const tint = ({ index }: Persona) => `cjw-p${(index % 4) + 1}`;

type Lines = { persona: Persona; points: ({ value: number } | null)[] }[];

/** Where values are written: at every lit place if they have room, else where it is worst. */
function valueColumns(lines: Lines, from: number, span: number, each: number): number[] {
  const all = Array.from({ length: span }, (_, index) => from + index).filter((col) =>
    lines.some(({ points }) => points[col]),
  );
  if (each >= VALUE || all.length < 2) return all;
  const worst = (col: number) =>
    Math.min(...lines.map(({ points }) => points[col]?.value ?? Number.POSITIVE_INFINITY));
  return [all.reduce((one, other) => (worst(other) < worst(one) ? other : one))];
}

/** The values of one place: the highest above all marks, the others below them. */
function labels(marks: number[], height: number, free: number): number[] {
  const order = marks.map((_, index) => index).sort((a, b) => (marks[a] ?? 0) - (marks[b] ?? 0));
  const lowest = Math.max(...marks);
  const wished = marks.map((mark, index) => {
    const place = order.indexOf(index);
    const middle =
      place === 0 && marks.length > 1 ? mark - LINE : lowest + LINE * Math.max(1, place);
    return { middle: middle - free, size: LINE };
  });
  return apart(wished, height - 2 * free).map((middle) => middle + free);
}
