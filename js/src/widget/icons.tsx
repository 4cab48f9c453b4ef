/** Line icons, drawn for this editor on a 16-pixel grid: those of every widget. */
import type { CardIcon } from "./card-icons";
import type { EditorIcon } from "./editor-icons";

const COMMON = {
  chat: "M2.5 3h11v8h-6l-3 2.6V11h-2z",
  undo: "M5.6 3L2.6 6l3 3M2.8 6h6.4a3.6 3.6 0 0 1 0 7.2H6",
  redo: "M10.4 3l3 3-3 3M13.2 6H6.8a3.6 3.6 0 0 0 0 7.2H10",
  plus: "M8 3v10M3 8h10",
  more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  down: "M3.5 6L8 10.5 12.5 6",
  right: "M6 3.5L10.5 8 6 12.5",
  close: "M4 4l8 8M12 4l-8 8",
  copy: "M5 3H3v11h10V3h-2M5 2h6v3H5z",
  power: "M8 2v5.6M4.8 4.4a5 5 0 1 0 6.4 0",
} as const;

export type IconName = keyof typeof COMMON | EditorIcon | CardIcon;

const paths: Partial<Record<IconName, string>> = COMMON;

/** A widget brings those that only it has, so that others need not carry them. */
export function addIcons(more: Partial<Record<IconName, string>>): void {
  Object.assign(paths, more);
}

/** Icons that point along the line one reads. */
const TURNS = /^(right|next|previous|undo|redo|panel|into)$/;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      class={`cjw-icon${TURNS.test(name) ? " cjw-turns" : ""}`}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
