/** One menu for everything: opened at an element, walked by arrow keys, closed by Escape. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { isComposing } from "../dom/ime";
import { type MenuItem, useView } from "./context";

export function Menu() {
  const view = useView();
  const open = view.menu.value;
  const element = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const menu = element.current;
    if (!open || !menu) return;
    const anchor = open.anchor.getBoundingClientRect();
    const root = view.root.getBoundingClientRect();
    const below = window.innerHeight - anchor.bottom;
    const up = below < menu.offsetHeight + 12 && anchor.top > below;
    const y = up ? anchor.top - menu.offsetHeight - 4 : anchor.bottom + 4;
    const x = Math.min(anchor.left, root.right - menu.offsetWidth - 8);
    menu.style.left = `${Math.max(8, x - root.left)}px`;
    menu.style.top = `${y - root.top}px`;
    menu.querySelector<HTMLElement>("[role^=menuitem]")?.focus({ preventScroll: true });

    const outside = (event: Event) => {
      if (!event.composedPath().includes(menu)) view.menu.value = null;
    };
    const page = view.root.ownerDocument;
    page.addEventListener("pointerdown", outside, true);
    return () => page.removeEventListener("pointerdown", outside, true);
  }, [open, view]);

  if (!open) return null;
  const close = () => {
    view.menu.value = null;
  };
  const run = (item: MenuItem) => {
    close();
    view.focusActive();
    // The focus returns to the cell first; an item that opens something moves it on.
    setTimeout(() => item.run());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (isComposing(event)) return;
    const items = [...(element.current?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? [])];
    const here = items.indexOf(event.target as HTMLElement);
    const last = items.length - 1;
    const { key } = event;
    if (key === "ArrowDown") items[here === last ? 0 : here + 1]?.focus();
    else if (key === "ArrowUp") items[here <= 0 ? last : here - 1]?.focus();
    else if (key === "Home") items[0]?.focus();
    else if (key === "End") items[last]?.focus();
    else if (key === "Escape" || key === "Tab") {
      close();
      view.focusActive();
    } else if (key.length === 1) {
      const next = [...items.slice(here + 1), ...items].find((item) =>
        item.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()),
      );
      next?.focus();
      return;
    } else return;
    event.preventDefault();
  };
  return (
    <div
      ref={element}
      class="cjw-menu"
      role="menu"
      tabIndex={-1}
      aria-label={open.label}
      onKeyDown={onKeyDown}
    >
      {open.items.map((item, index) =>
        item === null ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other identity
          <hr key={index} />
        ) : (
          <button
            key={item.label}
            type="button"
            tabIndex={-1}
            role={item.checked === undefined ? "menuitem" : "menuitemcheckbox"}
            aria-checked={item.checked}
            onClick={() => run(item)}
          >
            <span class="cjw-check">{item.checked ? "✓" : ""}</span>
            <span>{item.label}</span>
            <kbd>{item.keys}</kbd>
          </button>
        ),
      )}
    </div>
  );
}
