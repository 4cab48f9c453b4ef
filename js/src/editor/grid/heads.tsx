/** The heads of the columns: stages, and the touchpoints below them. */
import { useComputed } from "@preact/signals";
import { CommentBadge } from "../../comments/badge";
import type { Id } from "../../document/types";
import { divided } from "../../layout/divided";
import type { Column } from "../../layout/layout";
import { Icon } from "../../widget/icons";
import { nameOf } from "../../widget/names";
import { channelIcon } from "../lanes/channel-icon";
import { JourneyBadge } from "../trail/trail";
import { type CellActions, useView, type View } from "../view";
import { Cell } from "./cell";
import { addNode, collapse, editGoal, rename } from "./head-actions";
import { dragStage, dragTouchpoint } from "./head-moves";
import { moreButton } from "./more-button";

const headActions = (view: View, id: Id): CellActions => ({
  edit: (replace) => rename(view, id, { replace }),
});

type HeadProps = { id: Id; col: number; span?: number };

export function StageHead({ id, col, span }: HeadProps) {
  const view = useView();
  const { store } = view.session;
  const stage = store.get(id);
  const drag = useComputed(() => {
    const now = view.headDrag.value;
    return now?.id === id ? " cjw-dragged" : now?.into === id ? " cjw-target" : "";
  }).value;
  if (!stage) return null;
  const { colour } = stage.fields;
  const goal = stage.children.goals?.[0];
  const goalText = goal ? String(store.get(goal)?.fields.text ?? "") : "";
  return (
    <Cell
      row="stage"
      col={col}
      span={span}
      node={id}
      role="columnheader"
      class={`cjw-stage${drag}${colour ? ` cjw-hue cjw-${colour}` : ""}`}
      actions={headActions(view, id)}
      onPointerDown={(event) => dragStage(view, event, id)}
    >
      <div class="cjw-line">
        <span class="cjw-name">{divided(nameOf(view, id), 10)}</span>
        <CommentBadge node={id} />
      </div>
      <div
        class={`cjw-goal${goalText ? "" : " cjw-hint cjw-edits"}`}
        onDblClick={(event) => {
          event.stopPropagation();
          editGoal(view, id);
        }}
      >
        {divided(goalText || view.t("editor.goal_hint"))}
      </div>
      {moreButton({ view, about: "stage", id, what: nameOf(view, id) })}
    </Cell>
  );
}

export function TouchpointHead({ id, col }: HeadProps) {
  const view = useView();
  const touchpoint = view.session.store.get(id);
  const dragged = useComputed(() => view.headDrag.value?.id === id).value;
  if (!touchpoint) return null;
  const { channel, category, moment_of_truth: moment, key, mode } = touchpoint.fields;
  const icon = channelIcon(String(channel ?? ""), String(touchpoint.fields.name), String(category));
  const star = moment ? view.t(`moment.${moment}`) : key ? view.t("editor.key") : "";
  const named = nameOf(view, id).toLowerCase() === String(channel ?? "").toLowerCase();
  const details = [!named && channel, mode && view.t(`editor.${mode}`)].filter(Boolean).join(" · ");
  return (
    <Cell
      row="touchpoint"
      col={col}
      node={id}
      role="columnheader"
      class={`cjw-touchpoint${dragged ? " cjw-dragged" : ""}`}
      actions={headActions(view, id)}
      onPointerDown={(event) => dragTouchpoint(view, event, id)}
    >
      <div class="cjw-line">
        {icon ? <Icon name={icon} /> : <i class="cjw-slot" />}
        <span class="cjw-name">{divided(nameOf(view, id), 11)}</span>
        {star && (
          <span class="cjw-star" role="img" aria-label={star} title={star}>
            ★
          </span>
        )}
        {moreButton({ view, about: "touchpoint", id, what: nameOf(view, id) })}
      </div>
      <div class="cjw-details">
        <JourneyBadge id={id} />
        {details} <CommentBadge node={id} />
      </div>
    </Cell>
  );
}

/** The one column of a collapsed stage: how much it hides, and the way back. */
export function FoldedColumn({ column, col }: { column: Column; col: number }) {
  const view = useView();
  const expand = () => collapse(view, column.stage, false);
  const label = view.t("editor.folded", { count: column.folded.length });
  return (
    <Cell
      row="touchpoint"
      col={col}
      node={column.stage}
      class="cjw-touchpoint"
      label={label}
      actions={{ edit: (replace) => !replace && expand() }}
    >
      <button
        type="button"
        class="cjw-add"
        tabIndex={-1}
        title={view.t("editor.menu.expand")}
        onClick={expand}
      >
        {label} ›
      </button>
    </Cell>
  );
}

/** The place of a stage's first touchpoint. */
export function EmptyColumn({ stage, col }: { stage: Id; col: number }) {
  const view = useView();
  const addHere = () => addNode(view, stage, "touchpoints", 0);
  const label = view.t("editor.menu.add_touchpoint");
  return (
    <Cell
      row="touchpoint"
      col={col}
      node={stage}
      class="cjw-touchpoint"
      label={label}
      actions={{ edit: addHere, add: addHere }}
    >
      <button type="button" class="cjw-add cjw-edits" tabIndex={-1} title={label} onClick={addHere}>
        <Icon name="plus" size={12} /> {view.t("editor.touchpoint")}
      </button>
    </Cell>
  );
}
