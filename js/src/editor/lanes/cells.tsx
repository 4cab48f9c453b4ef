/** The cells of the lanes: text, choices, evidence; cards are in card-cells.tsx. */

import type { Rec } from "../../document/records";
import { divided } from "../../layout/divided";
import { type Lane, saidIn } from "../../layout/layout";
import { parseNumber } from "../../tables/content";
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

/** What draws the cells of a lane. */
export function cellOf({ kind }: Lane) {
  switch (kind.holds) {
    case "cards":
      return CardsCell;
    case "picture":
      return ImageCell;
    case "choice":
      return ChoiceCell;
    case "sources":
      return EvidenceCell;
    default:
      return TextCell;
  }
}

function TextCell(props: LaneCellProps) {
  const { view, lane, title } = props;
  const id = owners(props)[0];
  const record = id === undefined ? undefined : view.session.store.get(id);
  const { field, holds } = lane.kind;
  const value = textOf(record && saidIn(record, lane, view.t));
  const edit = (replace: boolean) => {
    const cell = view.cell(lane.row, props.col);
    if (!id || !cell) return;
    const entry = holds === "own" ? lane.id : undefined;
    const parse = holds === "score" ? parseNumber : undefined;
    editText(view, { over: cell, id, field, entry, label: title, replace, parse });
  };
  return Cell({
    ...place(props),
    class: `cjw-text cjw-of-${lane.shows}${id ? "" : " cjw-none"}`,
    actions: { edit },
    children: value && drawn(view, lane, value, record),
  });
}

/** The text of a cell, with what its lane adds to it. */
function drawn({ t }: View, { kind }: Lane, value: string, record?: Rec) {
  const icon = kind.field === "channel" ? channelIcon(value) : null;
  const [beside = "", words] = kind.beside ?? [];
  const more = record?.fields[beside];
  return (
    <span class="cjw-value">
      {icon && <Icon name={icon} size={14} />}
      {divided(value)}
      {more && <span class="cjw-details"> · {t(`${words}.${more}`)}</span>}
    </span>
  );
}

function ChoiceCell(props: LaneCellProps) {
  const { view, lane } = props;
  const id = owners(props)[0];
  const { field, choices: values = [], words = "", mark } = lane.kind;
  const held = id ? view.session.store.get(id) : undefined;
  const value = textOf(held && saidIn(held, lane, view.t));
  const items = (): MenuItem[] => {
    const record = id ? view.session.store.peek(id) : undefined;
    return record ? choices(view, record, { field, values, texts: words }) : [];
  };
  const edit = () => {
    const anchor = view.cell(props.lane.row, props.col);
    if (anchor && id) view.menu.value = { anchor, items: items(), label: props.title };
  };
  return Cell({
    ...place(props),
    class: "cjw-text",
    actions: { edit },
    children: value && (
      <span class="cjw-value">
        {mark && <span class="cjw-star">{mark}</span>} {value}
      </span>
    ),
  });
}

function EvidenceCell(props: LaneCellProps) {
  const { view } = props;
  const id = owners(props)[0];
  const record = id === undefined ? undefined : view.session.store.get(id);
  const edit = () => {
    const anchor = view.cell(props.lane.row, props.col);
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
