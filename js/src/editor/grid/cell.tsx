/** A cell of the grid: a place, and actions for the keyboard and the double click. */
import type { ComponentChildren } from "preact";
import type { Id } from "../../document/types";
import type { CellActions } from "../view";

type CellProps = {
  row: string;
  /** Its column, and how many it spans. */
  col: number;
  span?: number;
  node: Id;
  role?: "gridcell" | "columnheader";
  class?: string;
  label?: string;
  actions: CellActions;
  children?: ComponentChildren;
  onPointerDown?: (event: PointerEvent) => void;
};

const known = new WeakMap<Element, CellActions>();

/** What can be done to a cell or a card. */
export const actionsOf = (part: Element | null): CellActions => (part && known.get(part)) || {};

export const withActions = (actions: CellActions) => (part: Element | null) => {
  if (part) known.set(part, actions);
};

/**
 * A large map has thousands of these. So it keeps no state, and lanes call it as a function: the
 * grid listens for all of them, and marks.ts puts on them what is active and selected.
 */
export function Cell({
  row,
  col,
  span = 1,
  node,
  role = "gridcell",
  class: kind = "",
  label,
  actions,
  children,
  onPointerDown,
}: CellProps) {
  return (
    <div
      ref={withActions(actions)}
      class={`cjw-cell ${kind}`}
      role={role}
      aria-label={label}
      aria-selected={false}
      aria-colindex={col + 2}
      aria-colspan={span > 1 ? span : undefined}
      tabIndex={-1}
      data-row={row}
      data-col={col}
      data-node={node}
      style={span > 1 ? `grid-column: span ${span}` : undefined}
      onPointerDown={onPointerDown}
    >
      {children}
    </div>
  );
}
