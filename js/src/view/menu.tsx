/** One menu for everything: opened at an element, walked by arrow keys, closed by Escape. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { isComposing } from "../dom/ime";
import { afterDrawing, type MenuItem, useWidget } from "./widget";

/** Put the menu below its anchor, or above where there is more room. */
function place(menu: HTMLElement, anchor: HTMLElement): void {
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = window.innerHeight - box.bottom;
  const up = below < height + 8 && box.top > below;
  const y = up ? box.top - height - 4 : box.bottom + 4;
  menu.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - width - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(y, window.innerHeight - height - 8))}px`;
}

export function Menu() {
  const view = useWidget();
  const open = view.menu.value;
  const element = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const menu = element.current;
    if (!open || !menu) return;
    // The top layer: a notebook's outputs clip what they hold, and cells cover each other.
    menu.showPopover();
    place(menu, open.anchor);
    menu.querySelector<HTMLElement>("[role^=menuitem]")?.focus({ preventScroll: true });

    const life = new AbortController();
    const outside = (event: Event) => {
      if (!event.composedPath().includes(menu)) view.menu.value = null;
    };
    const options = { capture: true, signal: life.signal };
    window.addEventListener("pointerdown", outside, options);
    for (const name of ["scroll", "resize"]) {
      window.addEventListener(name, () => place(menu, open.anchor), options);
    }
    return () => life.abort();
  }, [open, view]);

  if (!open) return null;
  const close = () => {
    view.menu.value = null;
  };
  const run = (item: MenuItem) => {
    close();
    view.focusActive();
    // The focus returns to the cell first; an item that opens something moves it on.
    afterDrawing(() => item.run());
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
      popover="manual"
      role="menu"
      tabIndex={-1}
      aria-label={open.label}
      onKeyDown={onKeyDown}
    >
      {open.items.map((item, index) =>
        item === null ? (
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
            <span class="cjw-check">{item.mark ?? (item.checked ? "✓" : "")}</span>
            <span>{item.label}</span>
            <kbd>{item.keys}</kbd>
          </button>
        ),
      )}
    </div>
  );
}
