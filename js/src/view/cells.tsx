/** The cells of the lanes: text, choices, evidence; cards are in card-cells.tsx. */
import { CARDS, MOMENTS, parseNumber } from "../core/content";
import { setField } from "../core/edits";
import type { Column, Lane } from "../core/layout";
import type { Rec } from "../core/records";
import type { Id, Json } from "../core/types";
import { CardsCell } from "./card-cells";
import { Cell } from "./cell";
import { type MenuItem, useView } from "./context";
import { editText, textOf } from "./editing";
import { channelIcon } from "./editor-icons";
import { EvidenceBadge, evidenceItems } from "./evidence";
import { Icon } from "./icons";
import { ImageCell } from "./image-cell";

export type LaneCellProps = {
  lane: Lane;
  title: string;
  column: Column;
  col: number;
  line: number;
};

const CHOICES: Record<string, string[]> = { moment_of_truth: MOMENTS };

export function LaneCell(props: LaneCellProps) {
  const { shows } = props.lane;
  if (shows in CARDS) return <CardsCell {...props} />;
  if (shows === "image") return <ImageCell {...props} />;
  if (shows in CHOICES) return <ChoiceCell {...props} choices={CHOICES[shows] as string[]} />;
  if (shows === "evidence") return <EvidenceCell {...props} />;
  return <TextCell {...props} />;
}

/** The nodes whose content a cell shows; a stage's own comes first. */
export function owners({ lane, column, col }: LaneCellProps): Id[] {
  const stageFirst = col === column.start ? [column.stage] : [];
  if (lane.span === "stage") return stageFirst;
  return column.touchpoint ? [column.touchpoint] : [];
}

export function place(props: LaneCellProps) {
  const { lane, column, col, line } = props;
  const span = lane.span === "stage" ? column.span : 1;
  const node = lane.span === "stage" ? column.stage : (column.touchpoint ?? column.stage);
  return { row: lane.id, col, span, node, line };
}

function TextCell(props: LaneCellProps) {
  const view = useView();
  const { lane, title } = props;
  const id = owners(props)[0];
  const record = id === undefined ? undefined : view.session.store.get(id);
  const own = lane.shows === "text";
  const field = own ? "texts" : lane.shows;
  const held = record?.fields[field];
  const value = textOf(own ? ((held ?? {}) as Record<string, Json>)[lane.id] : held);
  const number = lane.shows === "satisfaction";
  const edit = (replace: boolean) => {
    const cell = view.cell(lane.id, props.col);
    if (!id || !cell) return;
    const entry = own ? lane.id : undefined;
    const parse = number ? parseNumber : undefined;
    editText(view, { over: cell, id, field, entry, label: title, replace, parse });
  };
  return (
    <Cell
      {...place(props)}
      class={`cjw-text cjw-${lane.shows}${id ? "" : " cjw-none"}`}
      actions={{ edit }}
    >
      {value && <Value shows={lane.shows} value={value} record={record} />}
    </Cell>
  );
}

/** The text of a cell, with what its lane adds to it. */
function Value({ shows, value, record }: { shows: string; value: string; record?: Rec }) {
  const { t } = useView();
  const icon = shows === "channel" ? channelIcon(value) : null;
  const mode = shows === "channel" && record?.fields.mode;
  return (
    <span class="cjw-value">
      {icon && <Icon name={icon} size={14} />}
      {value}
      {mode && <span class="cjw-details"> · {t(`editor.${mode}`)}</span>}
    </span>
  );
}

function ChoiceCell(props: LaneCellProps & { choices: string[] }) {
  const view = useView();
  const id = owners(props)[0];
  const { shows } = props.lane;
  const value = id && view.session.store.get(id)?.fields[shows];
  const items = (): MenuItem[] =>
    props.choices.map((choice) => ({
      label: view.t(`moment.${choice}`),
      checked: choice === value,
      run: () => {
        const now = id && view.session.store.peek(id);
        if (now) view.session.edit(setField(now, shows, choice === value ? null : choice), choice);
        view.focusActive();
      },
    }));
  const edit = () => {
    const anchor = view.cell(props.lane.id, props.col);
    if (anchor && id) view.menu.value = { anchor, items: items(), label: props.title };
  };
  return (
    <Cell {...place(props)} class="cjw-text" actions={{ edit }}>
      {value && (
        <span class="cjw-value">
          <span class="cjw-star">★</span> {view.t(`moment.${value}`)}
        </span>
      )}
    </Cell>
  );
}

function EvidenceCell(props: LaneCellProps) {
  const view = useView();
  const id = owners(props)[0];
  const record = id === undefined ? undefined : view.session.store.get(id);
  const edit = () => {
    const anchor = view.cell(props.lane.id, props.col);
    if (!anchor || !record) return;
    view.menu.value = { anchor, items: evidenceItems(view, record), label: props.title };
  };
  return (
    <Cell {...place(props)} class="cjw-evidence" actions={{ edit }}>
      {record && <EvidenceBadge of={record} />}
    </Cell>
  );
}
