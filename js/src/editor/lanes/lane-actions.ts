/** What can be done to lanes, by menu, pointer or keyboard. */
import { moveNode, setField } from "../../document/edits";
import type { Rec } from "../../document/records";
import type { Id, Json } from "../../document/types";
import { editText } from "../../widget/editing";
import { afterDrawing } from "../../widget/widget";
import type { View } from "../view";

export function laneTitle(view: View, lane: Rec): string {
  return String(lane.fields.title || view.t(`lane.${lane.fields.shows ?? "text"}`));
}

/** All lanes in order, the hidden ones included; each read is watched. */
export function allLanes(view: View): Rec[] {
  const { store, root } = view.session;
  return (store.get(root)?.children.lanes ?? [])
    .map((id) => store.get(id))
    .filter((lane): lane is Rec => lane !== undefined);
}

export function setLane(view: View, lane: Rec, field: string, value: Json, said: string): void {
  view.session.edit(setField(lane, field, value), `${said}: ${laneTitle(view, lane)}`);
}

export function renameLane(view: View, id: Id): void {
  const head = view.root.querySelector<HTMLElement>(`[data-lane="${id}"]`);
  const over = head?.querySelector<HTMLElement>(".cjw-lane-title");
  if (!over) return;
  editText(view, { over, id, field: "title", label: view.t("editor.lane_name"), multiline: false });
}

export function moveLane(view: View, id: Id, index: number): void {
  const { session, t } = view;
  const lane = session.store.peek(id);
  if (!lane || index < 0) return;
  const what = laneTitle(view, lane);
  session.edit(
    moveNode(session.store, id, session.root, index),
    t("editor.said.moved", { what, where: "" }),
  );
  afterDrawing(() => view.root.querySelector<HTMLElement>(`[data-lane="${id}"] button`)?.focus());
}

/** The next lane that is shown, up or down: hidden ones are passed over. */
function neighbour(view: View, id: Id, step: -1 | 1): number {
  const lanes = allLanes(view);
  let index = lanes.findIndex((lane) => lane.id === id) + step;
  while (lanes[index]?.fields.hidden === true) index += step;
  return index;
}

export function stepLane(view: View, id: Id, step: -1 | 1): void {
  moveLane(view, id, neighbour(view, id, step));
}
