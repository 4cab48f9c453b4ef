/** The name of a row, what one needs to know to read it, and the handles to move and size it. */

import { setField } from "../../document/edits";
import { score } from "../../document/numbers";
import { scaleOf } from "../../document/scale";
import type { Id } from "../../document/types";
import { boxOf, seenOf, upDown } from "../../dom/boxes";
import { startDrag } from "../../dom/pointer-drag";
import { divided } from "../../layout/divided";
import { type Hit, hitAt, placeBeside, within } from "../../layout/drop";
import type { Lane } from "../../layout/layout";
import { Icon } from "../../widget/icons";
import { moreButton } from "../grid/more-button";
import { useView, type View } from "../view";
import { allLanes, moveLane, renameLane } from "./lane-actions";

type Props = { title: string; hint?: string; lane?: Lane };

export function LaneHead({ title, hint, lane }: Props) {
  const view = useView();
  const feeling = lane?.kind.holds === "curve";
  const dragged = lane && view.laneDrag.value?.id === lane.id;
  const kind = [lane && "cjw-movable", feeling && "cjw-lane-feeling", dragged && "cjw-dragged"];
  return (
    <div
      class={["cjw-lane", ...kind].filter(Boolean).join(" ")}
      role="rowheader"
      aria-colindex={1}
      data-lane={lane?.id}
      onPointerDown={(event) => lane && dragLane(view, event, lane)}
      onDblClick={() => lane && renameLane(view, lane.id)}
    >
      <span class="cjw-lane-title">{divided(title)}</span>
      {hint && <span class="cjw-lane-hint">{divided(hint)}</span>}
      {feeling && <Legend second={lane.second} />}
      {lane &&
        moreButton({
          view,
          about: "lane",
          id: lane.id,
          what: title,
          class: "cjw-more cjw-edits",
        })}
      {lane && <Resizer lane={lane} />}
    </div>
  );
}

type LaneTarget = Hit & { id: Id; mark: number };

/** The lane that the pointer is over, of those that are drawn. */
function laneAt({ root, scroller }: View, y: number): LaneTarget | null {
  const heads = [...root.querySelectorAll<HTMLElement>("[data-lane]")];
  const boxes = heads.map((head) => upDown(boxOf(head, 1)));
  const { top, bottom } = seenOf(scroller);
  const hit = hitAt(boxes, within(top, y, bottom));
  const box = hit && boxes[hit.index];
  if (!box) return null;
  const origin = scroller.getBoundingClientRect().top + scroller.clientTop;
  const mark = (hit.after ? box.end : box.start) - origin + scroller.scrollTop;
  return { ...hit, id: heads[hit.index]?.dataset.lane as Id, mark };
}

function dragLane(view: View, event: PointerEvent, lane: Lane): void {
  if (!view.canEdit || (event.target as HTMLElement).closest("button, .cjw-resize")) return;
  const { scroller } = view;
  const end = () => {
    view.laneDrag.value = null;
  };
  startDrag(
    event,
    {
      move: ({ clientY }) => {
        const to = laneAt(view, clientY);
        view.laneDrag.value = to && { id: lane.id, mark: to.mark };
      },
      drop: ({ clientY }) => {
        const to = laneAt(view, clientY);
        end();
        if (!to) return;
        // Hidden lanes have places, too.
        const ids = allLanes(view).map(({ id }) => id);
        const beside = { index: ids.indexOf(to.id), after: to.after };
        moveLane(view, lane.id, placeBeside(beside, ids.indexOf(lane.id)));
      },
      cancel: end,
    },
    { hold: true, scrolls: { scroller, axes: "y", room: () => seenOf(scroller) } },
  );
}

/** The lower edge of the head: drag it to give the lane a height of its own. */
function Resizer({ lane }: { lane: Lane }) {
  const view = useView();
  const start = (event: PointerEvent) => {
    event.stopPropagation();
    const head = (event.currentTarget as HTMLElement).parentElement as HTMLElement;
    const from = head.getBoundingClientRect().height;
    const zoom = head.currentCSSZoom ?? 1;
    const at = (moved: PointerEvent) =>
      Math.round(Math.max(40, Math.min(2000, (from + moved.clientY - event.clientY) / zoom)));
    startDrag(event, {
      move: (moved) => {
        view.laneHeight.value = { id: lane.id, height: at(moved) };
      },
      drop: (dropped) => {
        view.laneHeight.value = null;
        const record = view.session.store.peek(lane.id);
        if (!record) return;
        view.session.edit(setField(record, "height", at(dropped)), view.t("editor.lane.resized"));
      },
      cancel: () => {
        view.laneHeight.value = null;
      },
    });
  };
  return (
    <div class="cjw-resize cjw-edits" title={view.t("editor.lane.resize")} onPointerDown={start} />
  );
}

function Legend({ second }: { second: string }) {
  const { session, t, filtered } = useView();
  const { low, high } = scaleOf(session.store.get(session.root)?.fields);
  const sign = (value: number) => score(value, t);
  const end = high > 0 && low < 0 ? `+${sign(high)}` : sign(high);
  return (
    <>
      <span class="cjw-lane-hint">{t("emotion.range", { low: sign(low), high: end })}</span>
      <span class="cjw-lane-hint cjw-key">
        <i class="cjw-dot" /> {t("emotion.measured")}
        {filtered.value && ` · ${t("editor.figures.filtered")}`}
      </span>
      <span class="cjw-lane-hint cjw-key">
        <i class="cjw-dot cjw-dot-hollow" /> {t("emotion.assumed")}
      </span>
      {second && (
        <span class="cjw-lane-hint cjw-key">
          <i class={`cjw-dash cjw-dash-${second}`} /> {t(`emotion.${second}`)}
        </span>
      )}
      <span class="cjw-faces">
        <Icon name="smile" size={20} />
        <Icon name="neutral" size={20} />
        <Icon name="sad" size={20} />
      </span>
    </>
  );
}
