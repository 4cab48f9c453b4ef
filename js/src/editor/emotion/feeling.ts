/** Where a feeling stands in the lane. */
import type { Nodes } from "../../document/figures";
import { type Point, pointOf } from "../../document/points";
import { depth, type Scale } from "../../document/scale";
import type { Store } from "../../document/store";
import type { Column } from "../../layout/layout";
import { type Persona, personasOf } from "../../widget/personas";
import type { EmotionDrag, View } from "../view";
import { meanPoint } from "./summary";

/** Share of the lane's height that is left free above the best and below the worst score. */
export const MARGIN = 0.15;

export const top = (scale: Scale, value: number) => MARGIN + depth(scale, value) * (1 - 2 * MARGIN);

/** What a persona feels in a column, or what a drag makes of it just now. */
export function pointIn(
  store: Store,
  column: Column,
  persona: Persona,
  drag: EmotionDrag | null,
  observed: Nodes,
): Point | null {
  if (column.folded.length) {
    const hidden = column.folded.map((id) => store.get(id));
    return meanPoint(
      hidden.map((each) => (each ? pointOf(each, persona.id, observed.get(each.id)?.felt) : null)),
    );
  }
  const touchpoint = column.touchpoint === null ? undefined : store.get(column.touchpoint);
  if (!touchpoint) return null;
  const value = drag?.persona === persona.id ? drag.values.get(touchpoint.id) : undefined;
  return value === undefined
    ? pointOf(touchpoint, persona.id, observed.get(touchpoint.id)?.felt)
    : { value, measured: false, n: null, low: null, high: null };
}

/** The personas whose curves are drawn: those that were not switched off. */
export function shownPersonas(view: View): Persona[] {
  return personasOf(view).filter(({ id }) => !view.muted.value.has(id));
}

/** Whose curve is drawn and keyed, of those that are shown. */
export function inHand(view: View): Persona | undefined {
  const shown = shownPersonas(view);
  return shown.find(({ id }) => id === view.hand.value) ?? shown[0];
}
