/** The heads of the columns: stages, and the touchpoints below them. */
import { useComputed } from "@preact/signals";
import type { Column } from "../core/layout";
import type { Id } from "../core/types";
import { startDrag } from "../dom/pointer-drag";
import {
  addAfter,
  addNode,
  collapse,
  duplicateWithFocus,
  editGoal,
  moveTo,
  removeWithFocus,
  rename,
  stageMenu,
  stepWithFocus,
  touchpointMenu,
} from "./actions";
import { Cell } from "./cell";
import { CommentBadge } from "./comments";
import { type CellActions, useView, type View } from "./context";
import { channelIcon } from "./editor-icons";
import { Icon } from "./icons";
import { nameOf } from "./names";
import { JourneyBadge } from "./trail";

function headActions(view: View, id: Id, menu: CellActions["menu"]): CellActions {
  return {
    edit: (replace) => rename(view, id, { replace }),
    clear: () => removeWithFocus(view, id),
    add: () => addAfter(view, id),
    addBefore: () => addAfter(view, id, 0),
    duplicate: () => duplicateWithFocus(view, id),
    move: (step) => stepWithFocus(view, id, step),
    menu,
  };
}

function MenuButton({ id, menu }: { id: Id; menu: () => ReturnType<typeof stageMenu> }) {
  const view = useView();
  const label = view.t("editor.actions_for", { what: nameOf(view, id) });
  return (
    <button
      type="button"
      class="cjw-more"
      tabIndex={-1}
      aria-label={label}
      aria-haspopup="menu"
      title={view.t("editor.actions")}
      onPointerDown={(event) => event.stopPropagation()}
      onClick={(event) => {
        view.menu.value = { anchor: event.currentTarget, items: menu(), label };
      }}
    />
  );
}

/** Where a dragged head would land, from the heads that lie before the pointer. */
function dropTarget(view: View, slot: string, x: number): { index: number; mark: number } {
  const row = slot === "stages" ? "stage" : "touchpoint";
  const heads = [...view.root.querySelectorAll<HTMLElement>(`[data-row="${row}"]`)].sort(
    (a, b) => Number(a.dataset.col) - Number(b.dataset.col),
  );
  const boxes = heads.map((head) => head.getBoundingClientRect());
  const onLeft = view.toward("left") > 0;
  const [near, far] = onLeft ? (["right", "left"] as const) : (["left", "right"] as const);
  const index = boxes.filter(({ left, width }) => left + width / 2 < x !== onLeft).length;
  const edge = boxes[index]?.[near] ?? boxes.at(-1)?.[far] ?? 0;
  const { scroller } = view;
  const origin = scroller.getBoundingClientRect().left + scroller.clientLeft;
  return { index, mark: edge - origin + scroller.scrollLeft };
}

function dragHead(view: View, event: PointerEvent, id: Id, slot: string, cols: Column[]) {
  if (!view.canEdit || (event.target as HTMLElement).closest("button")) return;
  const { store, root } = view.session;
  startDrag(
    event,
    {
      move: (moved) => {
        view.headDrag.value = { id, mark: dropTarget(view, slot, moved.clientX).mark };
      },
      drop: (dropped) => {
        view.headDrag.value = null;
        const { index } = dropTarget(view, slot, dropped.clientX);
        if (slot === "stages") {
          const stages = store.peek(root)?.children.stages ?? [];
          moveTo(view, id, root, index - (stages.indexOf(id) < index ? 1 : 0));
          return;
        }
        const { stage, start } = cols[Math.min(index, cols.length - 1)] as Column;
        const previous = cols[index - 1];
        // Between two stages the pointer is nearer to the column it just passed.
        const into = previous && index === start ? previous : { stage, start };
        const inside = store.peek(into.stage)?.children.touchpoints ?? [];
        const here = inside.indexOf(id);
        const at = Math.min(index - into.start, inside.length);
        moveTo(view, id, into.stage, here >= 0 && here < at ? at - 1 : at);
      },
      cancel: () => {
        view.headDrag.value = null;
      },
    },
    { scroller: view.scroller, hold: true },
  );
}

type HeadProps = { id: Id; col: number; span?: number; cols: Column[] };

export function StageHead({ id, col, span, cols }: HeadProps) {
  const view = useView();
  const { store } = view.session;
  const stage = store.get(id);
  const dragged = useComputed(() => view.headDrag.value?.id === id).value;
  if (!stage) return null;
  const goal = stage.children.goals?.[0];
  const goalText = goal ? String(store.get(goal)?.fields.text ?? "") : "";
  const menu = () => stageMenu(view, id);
  return (
    <Cell
      row="stage"
      col={col}
      span={span}
      node={id}
      role="columnheader"
      class={`cjw-stage${dragged ? " cjw-dragged" : ""}`}
      actions={headActions(view, id, menu)}
      onPointerDown={(event) => dragHead(view, event, id, "stages", cols)}
    >
      <div class="cjw-line">
        <span class="cjw-name">{nameOf(view, id)}</span>
        <CommentBadge node={id} />
      </div>
      <div
        class={`cjw-goal${goalText ? "" : " cjw-hint cjw-edits"}`}
        onDblClick={(event) => {
          event.stopPropagation();
          editGoal(view, id);
        }}
      >
        {goalText || view.t("editor.goal_hint")}
      </div>
      <MenuButton id={id} menu={menu} />
    </Cell>
  );
}

export function TouchpointHead({ id, col, cols }: HeadProps) {
  const view = useView();
  const touchpoint = view.session.store.get(id);
  const dragged = useComputed(() => view.headDrag.value?.id === id).value;
  if (!touchpoint) return null;
  const { channel, category, moment_of_truth: moment, key, mode } = touchpoint.fields;
  const icon = channelIcon(String(channel ?? ""), String(touchpoint.fields.name), String(category));
  const star = moment ? view.t(`moment.${moment}`) : key ? view.t("editor.key") : "";
  const named = nameOf(view, id).toLowerCase() === String(channel ?? "").toLowerCase();
  const details = [!named && channel, mode && view.t(`editor.${mode}`)].filter(Boolean).join(" · ");
  const menu = () => touchpointMenu(view, id);
  return (
    <Cell
      row="touchpoint"
      col={col}
      node={id}
      role="columnheader"
      class={`cjw-touchpoint${dragged ? " cjw-dragged" : ""}`}
      actions={headActions(view, id, menu)}
      onPointerDown={(event) => dragHead(view, event, id, "touchpoints", cols)}
    >
      <div class="cjw-line">
        {icon && <Icon name={icon} />}
        <span class="cjw-name">{nameOf(view, id)}</span>
        {star && (
          <span class="cjw-star" role="img" aria-label={star} title={star}>
            ★
          </span>
        )}
        <MenuButton id={id} menu={menu} />
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
      <button type="button" class="cjw-add cjw-edits" tabIndex={-1} onClick={addHere}>
        <Icon name="plus" size={12} /> {view.t("editor.touchpoint")}
      </button>
    </Cell>
  );
}
