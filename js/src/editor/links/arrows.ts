/** Arrows between touchpoints: where each runs, so that none lies on another. */

import type { Rec } from "../../document/records";
import type { Store } from "../../document/store";
import type { Id } from "../../document/types";
import type { Column } from "../../layout/layout";

export type Arrow = {
  id: Id;
  kind: string;
  text: string;
  source: number;
  target: number;
  /** 0 runs nearest to the touchpoints; shorter arrows run below longer ones. */
  level: number;
};

/** Where a link belongs by nature: back is a loop, past others is a skip, else a branch. */
export function kindOf(source: number, target: number): string {
  if (target <= source) return "loop";
  return target - source > 1 ? "skip" : "branch";
}

export function arrows(store: Store, root: Id, cols: Column[]): Arrow[] {
  const column = new Map<Id, number>();
  cols.forEach(({ touchpoint, folded }, index) => {
    for (const id of touchpoint === null ? folded : [touchpoint]) column.set(id, index);
  });
  const found = (store.get(root)?.children.links ?? [])
    .map((id) => store.get(id))
    .filter((link): link is Rec => link !== undefined)
    .flatMap(({ id, fields }) => {
      const source = column.get(String(fields.source));
      const target = column.get(String(fields.target));
      // Inside a collapsed stage there is nothing to point at.
      if (source === undefined || target === undefined) return [];
      if (source === target && cols[source]?.touchpoint === null) return [];
      const kind = String(fields.kind ?? "branch");
      return [{ id, kind, text: String(fields.text ?? ""), source, target, level: 0 }];
    });
  const length = (arrow: Arrow) => Math.abs(arrow.target - arrow.source);
  const placed: Arrow[] = [];
  for (const arrow of found.sort((a, b) => length(a) - length(b))) {
    while (placed.some((other) => other.level === arrow.level && overlap(arrow, other))) {
      arrow.level += 1;
    }
    placed.push(arrow);
  }
  return placed;
}

function overlap(a: Arrow, b: Arrow): boolean {
  const [start, end] = [Math.min(a.source, a.target), Math.max(a.source, a.target)];
  return start <= Math.max(b.source, b.target) && end >= Math.min(b.source, b.target);
}
