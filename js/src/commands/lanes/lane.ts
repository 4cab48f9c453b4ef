/** How a lane is shown: at all, over a stage, with a second curve, as high as it needs to be. */

import type { LaneKind } from "../../document/schema.generated";
import type { Command, Target } from "../../editor/command";
import { allLanes, setLane } from "../../editor/lanes/lane-actions";
import { withParts } from "../../editor/late";
import type { View } from "../../editor/view";
import { laneKind } from "../../layout/layout";

const laneOf = (view: View, { id }: Target) => view.session.store.peek(id);
const kindOf = (view: View, target: Target) => laneKind(laneOf(view, target)?.fields.shows);

/** A field that holds the value, or nothing. */
const toggle = (
  field: string,
  value: string,
  words: string,
  place: number,
  when: (kind: LaneKind) => boolean,
): Command => ({
  id: `lane.${value}`,
  words,
  when: (view, target) => when(kindOf(view, target)),
  checked: (view, target) => laneOf(view, target)?.fields[field] === value,
  run(view, target) {
    const lane = laneOf(view, target);
    const next = lane?.fields[field] === value ? null : value;
    if (lane) setLane(view, lane, field, next, view.t(words));
  },
  menus: { lane: place },
});

export const commands: Command[] = [
  {
    id: "lane.hide",
    words: "editor.lane.hide",
    run(view, target) {
      const lane = laneOf(view, target);
      if (lane) setLane(view, lane, "hidden", true, view.t("editor.lane.hide"));
    },
    menus: { lane: 1.5 },
  },
  toggle("span", "stage", "editor.lane.span", 1.6, ({ stages }) => stages === true),
  toggle("second", "target", "editor.lane.target", 2.1, ({ holds }) => holds === "curve"),
  toggle("second", "engagement", "editor.lane.engagement", 2.2, ({ holds }) => holds === "curve"),
  {
    id: "lane.fit",
    words: "editor.lane.fit",
    when: (view, target) => laneOf(view, target)?.fields.height != null,
    run(view, target) {
      const lane = laneOf(view, target);
      if (lane) setLane(view, lane, "height", null, view.t("editor.lane.fit"));
    },
    menus: { lane: 2.3 },
  },
  {
    id: "lane.add",
    words: "editor.lane.add",
    run(view, { id, element: anchor }) {
      const index = allLanes(view).findIndex((lane) => lane.id === id);
      withParts(view, ({ openKinds }) => openKinds(view, anchor, index + 1));
    },
    menus: { lane: 4.1 },
  },
];
