/** What can be done to lanes, by menu, pointer or keyboard. */
import { add, moveNode, setField } from "../../document/edits";
import type { Rec } from "../../document/records";
import { LANES } from "../../document/schema.generated";
import type { Fields, Id, Json } from "../../document/types";
import { laneKind } from "../../layout/layout";
import { editText } from "../../widget/editing";
import { afterDrawing } from "../../widget/widget";
import type { MenuItem, View } from "../view";

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

export function addLane(view: View, shows: string, index: number): void {
  const { session, t } = view;
  const map = session.store.peek(session.root);
  if (!map) return;
  const fields: Fields = {};
  if (shows !== "text") fields.shows = shows;
  if (laneKind(shows).spans) fields.span = "stage";
  const [change, id] = add(map, "lanes", index, fields);
  session.edit([change], t("editor.said.added", { what: t(`lane.${shows}`) }));
  afterDrawing(() => {
    const head = view.root.querySelector<HTMLElement>(`[data-lane="${id}"]`);
    head?.scrollIntoView({ block: "nearest" });
    if (shows === "text") renameLane(view, id);
  });
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

export function kindMenu(view: View, index: number): (MenuItem | null)[] {
  const used = new Set(allLanes(view).map((lane) => lane.fields.shows ?? "text"));
  const kinds = LANES.filter(({ name, holds }) => holds === "own" || !used.has(name));
  return kinds.flatMap(({ name, holds, group }, at): (MenuItem | null)[] => {
    const item = {
      label: view.t(holds === "own" ? "editor.lane.own" : `lane.${name}`),
      run: () => addLane(view, name, index),
    };
    return at > 0 && kinds[at - 1]?.group !== group ? [null, item] : [item];
  });
}

/** Every lane with a tick where it is shown, and the way to a new one. */
export function lanesMenu(view: View, anchor: HTMLElement): (MenuItem | null)[] {
  const { t } = view;
  const lanes = allLanes(view);
  return [
    ...lanes.map((lane) => ({
      label: laneTitle(view, lane),
      checked: lane.fields.hidden !== true,
      run: () =>
        setLane(
          view,
          lane,
          "hidden",
          lane.fields.hidden === true ? null : true,
          t(lane.fields.hidden === true ? "editor.lane.show" : "editor.lane.hide"),
        ),
    })),
    null,
    {
      label: t("editor.lane.add"),
      run: () => {
        const items = kindMenu(view, lanes.length);
        view.menu.value = { anchor, items, label: t("editor.lane.add") };
      },
    },
  ];
}
