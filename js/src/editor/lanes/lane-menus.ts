/** The menus of all lanes, and of the kinds of a new one. */
import { add } from "../../document/edits";
import { LANES } from "../../document/schema.generated";
import type { Fields } from "../../document/types";
import { laneKind } from "../../layout/layout";
import { afterDrawing } from "../../widget/widget";
import type { MenuItem, View } from "../view";
import { allLanes, laneTitle, renameLane, setLane } from "./lane-actions";

function addLane(view: View, shows: string, index: number): void {
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

function kindMenu(view: View, index: number): (MenuItem | null)[] {
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
function lanesMenu(view: View, anchor: HTMLElement): (MenuItem | null)[] {
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
      run: () => openKinds(view, anchor, lanes.length),
    },
  ];
}

export function openLanes(view: View, anchor: HTMLElement): void {
  view.menu.value = { anchor, items: lanesMenu(view, anchor), label: view.t("editor.lanes") };
}

/** A lane of the kind that is chosen comes to that place. */
export function openKinds(view: View, anchor: HTMLElement, index: number): void {
  view.menu.value = { anchor, items: kindMenu(view, index), label: view.t("editor.lane.add") };
}
