/** A cell of the grid: one tab stop for all of them, actions for the keyboard, a place. */
import { useComputed } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import type { Id } from "../core/types";
import { type CellActions, useView } from "./context";
import { edges } from "./selection";

type CellProps = {
  row: string;
  /** Its column, and how many it spans. */
  col: number;
  span?: number;
  node: Id;
  /** Its line in the grid, from 1. */
  line: number;
  role?: "gridcell" | "columnheader";
  class?: string;
  label?: string;
  actions: CellActions;
  children?: ComponentChildren;
  onDblClick?: (event: MouseEvent) => void;
  onPointerDown?: (event: PointerEvent) => void;
};

export function Cell({
  row,
  col,
  span = 1,
  node,
  line,
  role = "gridcell",
  label,
  actions,
  children,
  ...rest
}: CellProps) {
  const view = useView();
  const element = useRef<HTMLDivElement>(null);
  const isActive = useComputed(() => {
    const { row: activeRow, col: activeCol } = view.active.value;
    return activeRow === row && activeCol >= col && activeCol < col + span;
  });
  const selected = useComputed(() => edges(view.rect.value, row, col, span));
  if (element.current) view.actions.set(element.current, actions);
  return (
    <div
      {...rest}
      ref={(found) => {
        element.current = found;
        if (found) view.actions.set(found, actions);
      }}
      class={`cjw-cell ${rest.class ?? ""}${selected.value}`}
      role={role}
      aria-label={label}
      aria-selected={selected.value !== ""}
      aria-colindex={col + 2}
      aria-colspan={span > 1 ? span : undefined}
      tabIndex={isActive.value ? 0 : -1}
      data-row={row}
      data-col={col}
      data-node={node}
      style={{ gridColumn: `${col + 2} / span ${span}`, gridRow: line }}
      onFocus={() => {
        view.active.value = { row, node, col };
      }}
      onDblClick={(event) => {
        if (rest.onDblClick) rest.onDblClick(event);
        else actions.edit?.(false);
      }}
    >
      {children}
    </div>
  );
}
