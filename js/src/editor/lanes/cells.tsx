/** The cells of the lanes: text, choices, evidence; cards are in card-cells.tsx. */

import { entryOf } from "../../document/keyed";
import { own } from "../../document/own";
import type { Rec } from "../../document/records";
import type { Lane } from "../../layout/layout";
import { CARDS, MOMENTS, parseNumber } from "../../tables/content";
import { choices } from "../../widget/choices";
import { editText, textOf } from "../../widget/editing";
import { EvidenceBadge, evidenceItems } from "../../widget/evidence";
import { Icon } from "../../widget/icons";
import { LiveBadge } from "../figures/figures";
import { Cell } from "../grid/cell";
import type { MenuItem, View } from "../view";
import { CardsCell } from "./card-cells";
import { channelIcon } from "./channel-icon";
import { ImageCell } from "./image-cell";
import { type LaneCellProps, owners, place } from "./place";

const CHOICES: Record<string, string[]> = { moment_of_truth: MOMENTS };

/** What draws the cells of a lane. */
export function cellOf({ shows }: Lane) {
  if (own(CARDS, shows)) return CardsCell;
  if (shows === "image") return ImageCell;
  if (own(CHOICES, shows)) return ChoiceCell;
  return shows === "evidence" ? EvidenceCell : TextCell;
}

function TextCell(props: LaneCellProps) {
  const { view, lane, title } = props;
  const id = owners(props)[0];
  const record = id === undefined ? undefined : view.session.store.get(id);
  const byLane = lane.shows === "text";
  const field = byLane ? "texts" : lane.shows;
  const held = record?.fields[field];
  const value = textOf(byLane ? entryOf(held, lane.id) : held);
  const number = lane.shows === "satisfaction";
  const edit = (replace: boolean) => {
    const cell = view.cell(lane.id, props.col);
    if (!id || !cell) return;
    const entry = byLane ? lane.id : undefined;
    const parse = number ? parseNumber : undefined;
    editText(view, { over: cell, id, field, entry, label: title, replace, parse });
  };
  return Cell({
    ...place(props),
    class: `cjw-text cjw-${lane.shows}${id ? "" : " cjw-none"}`,
    actions: { edit },
    children: value && drawn(view, lane.shows, value, record),
  });
}

/** The text of a cell, with what its lane adds to it. */
function drawn({ t }: View, shows: string, value: string, record?: Rec) {
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

function ChoiceCell(props: LaneCellProps) {
  const { view } = props;
  const id = owners(props)[0];
  const { shows } = props.lane;
  const value = id && view.session.store.get(id)?.fields[shows];
  const items = (): MenuItem[] => {
    const record = id ? view.session.store.peek(id) : undefined;
    const values = CHOICES[shows] ?? [];
    return record ? choices(view, record, { field: shows, values, texts: "moment" }) : [];
  };
  const edit = () => {
    const anchor = view.cell(props.lane.id, props.col);
    if (anchor && id) view.menu.value = { anchor, items: items(), label: props.title };
  };
  return Cell({
    ...place(props),
    class: "cjw-text",
    actions: { edit },
    children: value && (
      <span class="cjw-value">
        <span class="cjw-star">★</span> {view.t(`moment.${value}`)}
      </span>
    ),
  });
}

function EvidenceCell(props: LaneCellProps) {
  const { view } = props;
  const id = owners(props)[0];
  const record = id === undefined ? undefined : view.session.store.get(id);
  const edit = () => {
    const anchor = view.cell(props.lane.id, props.col);
    if (!anchor || !record) return;
    view.menu.value = { anchor, items: evidenceItems(view, record), label: props.title };
  };
  return Cell({
    ...place(props),
    class: "cjw-evidence",
    actions: { edit },
    children: record && (LiveBadge({ view, id: record.id }) ?? <EvidenceBadge of={record} />),
  });
}
