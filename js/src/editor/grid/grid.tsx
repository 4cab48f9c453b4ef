/** The grid: stages and their touchpoints across, lanes down. */
import { effect } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Id } from "../../document/types";
import { TextEditor } from "../../dom/text-editor";
import type { Column, Lane } from "../../layout/layout";
import { EmotionLane } from "../emotion/emotion";
import { ObservedRow } from "../figures/figures";
import { cellOf } from "../lanes/cells";
import { LaneHead } from "../lanes/lane-head";
import { LatePart } from "../late";
import { useView, type View } from "../view";
import { actionsOf } from "./cell";
import { openContextMenu } from "./context-menu";
import { EmptyMap } from "./empty";
import { EmptyColumn, FoldedColumn, StageHead, TouchpointHead } from "./heads";
import { markCells } from "./marks";
import { rowsOf } from "./rows";
import { pointRange } from "./selection";
import { useSteadyHeads } from "./steady";

export function Grid() {
  const view = useView();
  const { store, root } = view.session;
  const scroller = useRef<HTMLDivElement>(null);
  const { layout } = view;
  const { cols, rows: shown } = layout.value;

  // Before the first frame, which would else be styled once more for the field.
  useLayoutEffect(() => {
    const life = new AbortController();
    view.scroller = scroller.current as HTMLElement;
    view.editor = new TextEditor(view.scroller, life.signal);
    return () => life.abort();
  }, [view]);

  // The active cell follows its node when columns are added, moved or removed before it; at
  // once, and not after the next frame as useSignalEffect would: a key may be waiting.
  useEffect(
    () =>
      effect(() => {
        const { cols: now } = layout.value;
        const { row, node, col } = view.active.peek();
        const found = now.findIndex((column) => (column.touchpoint ?? column.stage) === node);
        const stage = now.findIndex((column) => column.stage === node);
        const kept = found >= 0 ? found : stage >= 0 ? stage : col;
        const next = Math.max(0, Math.min(kept, now.length - 1));
        if (next !== col) view.active.value = { row, node, col: next };
      }),
    [view, layout],
  );

  // After every drawing, which may have brought other cells.
  useLayoutEffect(() => markCells(view));

  const observed = view.source("log") !== undefined;
  const rows = rowsOf(view);
  const first = rows.length - shown.length;
  const map = store.get(root);
  const fields = map?.fields ?? {};
  const linked = (map?.children.links?.length ?? 0) > 0;
  const height = view.full.value ? null : view.height.value;
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
          aria-label={String(fields.title ?? "")}
          aria-multiselectable="true"
          aria-details={view.describedBy}
          aria-readonly={!view.canEdit || undefined}
          aria-rowcount={rows.length}
          aria-colcount={cols.length + 1}
          data-density={fields.density}
          style={{
            "--cjw-count": cols.length,
            "--cjw-column": fields.column_width ? `${fields.column_width}px` : undefined,
            zoom: view.zoom.value,
          }}
          onPointerDown={(event) => pointRange(view, event)}
          onFocusIn={(event) => activate(view, event)}
          onContextMenu={(event) => openContextMenu(view, event)}
          onDblClick={(event) => actionsOf(partAt(event)).edit?.(false)}
        >
          <Heads cols={cols} linked={linked} observed={observed} />
          {shown.map((lane, index) => (
            <LaneRow
              key={lane.id}
              lane={lane}
              cols={cols}
              line={index + first + (linked ? 2 : 1)}
              above={shown[index - 1]}
            />
          ))}
        </div>
      )}
      <DropMark />
    </div>
  );
}

/** The cell or the card of an event; the buttons in them have clicks of their own. */
function partAt({ target }: Event): HTMLElement | null {
  const at = target as HTMLElement;
  return at.closest("button") ? null : at.closest<HTMLElement>("[data-card], [data-row]");
}

/** The cell that has the focus, or whose card has it, is the active one. */
function activate(view: View, event: FocusEvent): void {
  const part = partAt(event);
  if (!part || part !== event.target) return;
  const { row = "", node = "", col } = part.closest<HTMLElement>("[data-row]")?.dataset ?? {};
  view.active.value = { row, node, col: Number(col) };
}

const always = () => true;

type HeadsProps = { cols: Column[]; linked: boolean; observed: boolean };

function Heads({ cols, linked, observed }: HeadsProps) {
  const view = useView();
  const { t, answered } = view;
  const { upper, lower } = useSteadyHeads(view);
  const line = (linked ? 3 : 2) + (observed ? 1 : 0);
  const starts = cols.filter((column, col) => column.start === col);
  return (
    <>
      <div ref={upper} class="cjw-row" role="row" aria-rowindex={1}>
        <LaneHead title={t("editor.stage")} hint={t("editor.stage_hint")} />
        {starts.map(({ stage, start, span }) => (
          <StageHead key={stage} id={stage} col={start} span={span} />
        ))}
      </div>
      {observed && <ObservedRow of="stage" cols={starts} line={2} />}
      {linked && <LatePart of="LinkRow" when={always} quiet />}
      <div ref={lower} class="cjw-row cjw-steady" role="row" aria-rowindex={line}>
        <LaneHead title={t("editor.touchpoint")} hint={t("editor.touchpoint_hint")} />
        {cols.map((column, col) => {
          const { touchpoint, stage, folded } = column;
          if (touchpoint) {
            return <TouchpointHead key={touchpoint} id={touchpoint} col={col} />;
          }
          return folded.length ? (
            <FoldedColumn key={stage} column={column} col={col} />
          ) : (
            <EmptyColumn key={stage} stage={stage} col={col} />
          );
        })}
      </div>
      {observed && <ObservedRow of="touchpoint" cols={cols} line={line + 1} />}
      {answered.value && <ObservedRow of="answers" cols={cols} line={line + (observed ? 2 : 1)} />}
    </>
  );
}

/** Between which kinds of lane a service blueprint draws its lines. */
type RowProps = { lane: Lane; cols: Column[]; line: number; above?: Lane };

function LaneRow({ lane, cols, line, above }: RowProps) {
  const view = useView();
  const { t } = view;
  const LaneCell = cellOf(lane);
  const dragged = view.laneHeight.value;
  const size = dragged?.id === lane.id ? dragged.height : lane.height;
  const boundary = above && above.shows !== lane.shows ? lane.kind.border : undefined;
  const title = lane.title || t(`lane.${lane.shows}`);
  const shown = cols
    .map((column, col) => ({ column, col }))
    .filter(({ column, col }) => lane.span === "touchpoint" || column.start === col);
  const key = ({ touchpoint, stage }: Column): Id =>
    lane.span === "stage" ? stage : (touchpoint ?? stage);
  return (
    <div
      class="cjw-row"
      role="row"
      aria-rowindex={line}
      data-sized={size === null ? undefined : ""}
      style={size === null ? undefined : `--cjw-size:${size}px`}
    >
      <LaneHead lane={lane} title={title} />
      {boundary && (
        <div class="cjw-boundary" aria-hidden="true">
          <span>{t(`editor.line.${boundary}`)}</span>
        </div>
      )}
      {lane.kind.holds === "curve" ? (
        <EmotionLane lane={lane} title={title} cols={cols} />
      ) : (
        shown.map(({ column, col }) => (
          <LaneCell
            key={key(column)}
            view={view}
            lane={lane}
            title={title}
            column={column}
            col={col}
          />
        ))
      )}
    </div>
  );
}

/** The line that shows where a dragged stage, touchpoint or lane would land. */
function DropMark() {
  const view = useView();
  const head = view.headDrag.value;
  const lane = view.laneDrag.value;
  if (lane) return <div class="cjw-drop cjw-drop-lane" style={{ top: `${lane.mark}px` }} />;
  return head && <div class="cjw-drop" style={{ left: `${head.mark}px` }} />;
}
