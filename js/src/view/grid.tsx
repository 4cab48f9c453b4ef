/** The grid: stages and their touchpoints across, lanes down. */
import { useComputed, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { type Column, columns, type Lane, lanes } from "../core/layout";
import type { Id } from "../core/types";
import { TextEditor } from "../dom/text-editor";
import { addNode } from "./actions";
import { LaneCell } from "./cells";
import { useView } from "./context";
import { EmotionLane } from "./emotion";
import { EmptyColumn, StageHead, TouchpointHead } from "./heads";
import { Icon } from "./icons";
import { onGridKey, type Row } from "./keyboard";
import { LaneHead } from "./lanehead";

export function Grid() {
  const view = useView();
  const { store, root } = view.session;
  const scroller = useRef<HTMLDivElement>(null);
  const layout = useComputed(() => ({ cols: columns(store, root), rows: lanes(store, root) }));
  const { cols, rows: shown } = layout.value;

  useEffect(() => {
    const life = new AbortController();
    view.scroller = scroller.current as HTMLElement;
    view.editor = new TextEditor(view.scroller, life.signal);
    return () => life.abort();
  }, [view]);

  // The active cell follows its node when columns are added, moved or removed before it.
  useSignalEffect(() => {
    const { cols: now } = layout.value;
    const { row, node, col } = view.active.peek();
    const found = now.findIndex((column) => (column.touchpoint ?? column.stage) === node);
    const stage = now.findIndex((column) => column.stage === node);
    const next = Math.max(
      0,
      Math.min(found >= 0 ? found : stage >= 0 ? stage : col, now.length - 1),
    );
    if (next !== col) view.active.value = { row, node, col: next };
  });

  const keys: Row[] = [
    { id: "stage", spans: true },
    { id: "touchpoint", spans: false },
    ...shown.map((lane) => ({ id: lane.id, spans: lane.span === "stage" })),
  ];
  const height = view.height.value;
  const template = `var(--cjw-head) repeat(${cols.length}, minmax(var(--cjw-column), 1fr))`;
  return (
    <div
      ref={scroller}
      class="cjw-scroller"
      style={height === null ? undefined : { height: `${height}px` }}
    >
      {cols.length === 0 ? (
        <EmptyMap />
      ) : (
        <div
          class="cjw-grid"
          role="grid"
          tabIndex={-1}
          aria-label={String(store.get(root)?.fields.title ?? "")}
          aria-details={view.describedBy}
          aria-readonly={!view.canEdit || undefined}
          aria-rowcount={keys.length}
          aria-colcount={cols.length + 1}
          style={{ gridTemplateColumns: template }}
          onKeyDown={(event) => onGridKey(view, event, keys, cols)}
        >
          <Heads cols={cols} />
          {shown.map((lane, index) => (
            <LaneRow key={lane.id} lane={lane} cols={cols} line={index + 3} />
          ))}
        </div>
      )}
      <DropMark />
    </div>
  );
}

function Heads({ cols }: { cols: Column[] }) {
  const { t } = useView();
  const starts = cols.filter((column, col) => column.start === col);
  return (
    <>
      <div class="cjw-row" role="row" aria-rowindex={1}>
        <LaneHead line={1} title={t("editor.stage")} hint={t("editor.stage_hint")} />
        {starts.map(({ stage, start, span }) => (
          <StageHead key={stage} id={stage} col={start} span={span} line={1} cols={cols} />
        ))}
      </div>
      <div class="cjw-row" role="row" aria-rowindex={2}>
        <LaneHead line={2} title={t("editor.touchpoint")} hint={t("editor.touchpoint_hint")} />
        {cols.map(({ touchpoint, stage }, col) =>
          touchpoint ? (
            <TouchpointHead key={touchpoint} id={touchpoint} col={col} line={2} cols={cols} />
          ) : (
            <EmptyColumn key={stage} stage={stage} col={col} line={2} />
          ),
        )}
      </div>
    </>
  );
}

function LaneRow({ lane, cols, line }: { lane: Lane; cols: Column[]; line: number }) {
  const { t } = useView();
  const title = lane.title || t(`lane.${lane.shows}`);
  const shown = cols
    .map((column, col) => ({ column, col }))
    .filter(({ column, col }) => lane.span === "touchpoint" || column.start === col);
  const key = ({ touchpoint, stage }: Column): Id =>
    lane.span === "stage" ? stage : (touchpoint ?? stage);
  return (
    <div class="cjw-row" role="row" aria-rowindex={line}>
      <LaneHead line={line} lane={lane} title={title} />
      {lane.shows === "emotion" ? (
        <EmotionLane lane={lane} title={title} cols={cols} line={line} />
      ) : (
        shown.map(({ column, col }) => (
          <LaneCell
            key={key(column)}
            lane={lane}
            title={title}
            column={column}
            col={col}
            line={line}
          />
        ))
      )}
    </div>
  );
}

function EmptyMap() {
  const view = useView();
  return (
    <div class="cjw-empty">
      <b>{view.t("editor.empty")}</b>
      <span>{view.t("editor.empty_hint")}</span>
      <button
        type="button"
        class="cjw-button cjw-primary cjw-edits"
        onClick={() => addNode(view, view.session.root, "stages", 0)}
      >
        <Icon name="plus" size={12} /> {view.t("editor.first_stage")}
      </button>
    </div>
  );
}

/** The line that shows where a dragged stage or touchpoint would land. */
function DropMark() {
  const drag = useView().headDrag.value;
  return drag?.mark == null ? null : <div class="cjw-drop" style={{ left: `${drag.mark}px` }} />;
}
