/** Finds a text in everything that a map says, in the order in which it is read. */

import type { Rec } from "../../document/records";
import { EVIDENCE_LEVEL } from "../../document/schema.generated";
import type { Id, Json } from "../../document/types";
import { BETWEEN } from "../../layout/divided";
import { type Column, type Lane, saidIn } from "../../layout/layout";
import { keyOf } from "../../layout/range";
import { cardsOf, isHeadRow, type MapTable, ownerOf } from "../../tables/content";

/** Where a text stands: in a cell, on a card of it, in the name of a lane, with a persona. */
export type Match =
  | { kind: "cell" | "card"; row: Id; col: number; node: Id }
  | { kind: "lane" | "persona"; node: Id };

/** Upper and lower case are the same, in any alphabet; null for nothing to look for. */
export function pattern(query: string): RegExp | null {
  const letters = [...query.trim()].map((each) => each.replace(/[.*+?^${}()|[\]\\]/, "\\$&"));
  const words = letters.join(BETWEEN);
  return words ? new RegExp(words, "giu") : null;
}

export function findAll(grid: MapTable, query: string): Match[] {
  const wanted = pattern(query);
  if (!wanted) return [];
  const has = (text: Json | undefined) => typeof text === "string" && text.search(wanted) >= 0;
  const { store, root, rows, cols, words } = grid;
  const hits: Match[] = [];
  for (const id of store.get(root)?.children.personas ?? []) {
    const persona = store.get(id);
    if (persona && says(grid, persona, has)) hits.push({ kind: "persona", node: id });
  }
  for (const lane of rows) {
    if (!isHeadRow(lane) && has(lane.title || words(`lane.${lane.shows}`))) {
      hits.push({ kind: "lane", node: lane.id });
    }
    cols.forEach((column, col) => {
      if (lane.span === "stage" && column.start !== col) return;
      hits.push(...inCell(grid, lane, column, col, has));
    });
  }
  return hits;
}

type Has = (text: Json | undefined) => boolean;

/** Whether a node or anything below it says what is looked for. */
function says(grid: MapTable, { fields, children }: Rec, has: Has): boolean {
  const { portrait: _, ...texts } = fields;
  const inside = (value: Json): boolean =>
    typeof value === "object" && value !== null ? Object.values(value).some(inside) : has(value);
  return (
    inside(texts) ||
    Object.values(children)
      .flat()
      .some((id) => {
        const child = grid.store.get(id);
        return child !== undefined && says(grid, child, has);
      })
  );
}

function inCell(grid: MapTable, lane: Lane, column: Column, col: number, has: Has): Match[] {
  const { store, words } = grid;
  const { row } = lane;
  const { kind } = lane;
  if (kind.holds === "cards") {
    return cardsOf(grid, lane, col)
      .filter((card) => has(card.fields[kind.text as string]))
      .map(({ id }) => ({ kind: "card", row, col, node: id }));
  }
  const owner = ownerOf(lane, column);
  const record = owner === null ? undefined : store.get(owner);
  if (!record) return [];
  const { fields, children } = record;
  const texts = (): (Json | undefined)[] => {
    switch (kind.holds) {
      case "name": {
        const goals = lane.span === "stage" ? (children.goals ?? []).slice(0, 1) : [];
        const texts = goals.map((id) => store.get(id)?.fields.text);
        return [fields.name, lane.span === "stage" ? undefined : fields.channel, ...texts];
      }
      case "sources":
        return (children.evidence ?? []).flatMap((id) => {
          const source = store.get(id)?.fields;
          return [
            source?.source,
            source?.note,
            words(`level.${source?.level ?? EVIDENCE_LEVEL[0]}`),
          ];
        });
      default:
        return [saidIn(record, lane, words)];
    }
  };
  return texts().some(has) ? [{ kind: "cell", row, col, node: keyOf(lane, column) }] : [];
}
