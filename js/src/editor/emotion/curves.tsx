/** The curves of the emotion lane: one for each persona, and the second one of the map. */

import type { Scale } from "../../document/scale";
import type { Column } from "../../layout/layout";
import { hueOf, type Persona } from "../../widget/personas";
import { useView } from "../view";
import { curve } from "./curve";
import { inHand, pointIn, top } from "./feeling";

type CurvesProps = {
  personas: Persona[];
  cols: Column[];
  scale: Scale;
};

export function Curves({ personas, cols, scale }: CurvesProps) {
  const view = useView();
  const { session, emotionDrag, observed } = view;
  const hand = view.canEdit && personas.length > 1 && inHand(view)?.id;
  const count = cols.length;
  const drag = emotionDrag.value;
  const seen = observed.value;
  const neutral = top(scale, (scale.low + scale.high) / 2) * 100;
  const path = (persona: Persona) =>
    curve(
      cols.map((column) => {
        const point = pointIn(session.store, column, persona, drag, seen);
        return point && top(scale, point.value) * 100;
      }),
    );
  return (
    <svg
      class="cjw-curves"
      viewBox={`0 0 ${count} 100`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path class="cjw-neutral" d={`M0 ${neutral}H${count}`} />
      {personas.map((persona) => (
        <path
          key={persona.id}
          class={`cjw-curve ${hueOf(persona.index)}${persona.id === hand ? " cjw-hand" : ""}`}
          d={path(persona)}
        />
      ))}
    </svg>
  );
}

type SecondProps = { kind: string; cols: Column[]; scale: Scale };

/** The emotion aimed at, or the engagement (on its own scale of 1 to 5): one line for all. */
export function SecondCurve({ kind, cols, scale }: SecondProps) {
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
      aria-hidden="true"
    >
      <path class={`cjw-second cjw-second-${kind}`} d={path} />
    </svg>
  );
}
