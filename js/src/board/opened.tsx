/** A filter that opens: a button that says what is on, and in the top layer what there is. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { showBeside } from "../dom/popover";

type Props = { label: string; shown: string; on: boolean; children: ComponentChildren };

export function Opened({ label, shown, on, children }: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const close = () => setOpen(false);
  useEffect(() => {
    const [anchor, popover] = [button.current, list.current];
    if (!open || !anchor || !popover) return;
    const letGo = showBeside(popover, anchor, close);
    popover.querySelector<HTMLElement>("input, button")?.focus();
    return letGo;
  }, [open]);
  const leave = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !open) return;
    event.stopPropagation();
    close();
    button.current?.focus();
  };
  return (
    <fieldset onKeyDown={leave}>
      <legend>{label}</legend>
      <button
        ref={button}
        type="button"
        class={on ? "cjw-place" : undefined}
        aria-expanded={open}
        aria-label={`${label}: ${shown}`}
        // The press that dismisses it would else be the click that opens it again.
        onPointerDown={(event) => open && event.stopPropagation()}
        onClick={() => setOpen(!open)}
      >
        <span>{shown}</span>
        <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
          <path d="M2 3.5l3 3 3-3" fill="none" stroke="currentColor" stroke-width="1.4" />
        </svg>
      </button>
      {open && (
        <div ref={list} popover="manual" class="cjw-opened" role="group" aria-label={label}>
          {children}
        </div>
      )}
    </fieldset>
  );
}
