/** One menu for everything: opened at an element, walked by arrow keys, closed by Escape. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { isComposing } from "../dom/ime";
import { showBeside } from "../dom/popover";
import { afterDrawing, type MenuItem, useWidget } from "./widget";

export function Menu() {
  const view = useWidget();
  const open = view.menu.value;
  const element = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const menu = element.current;
    if (!open || !menu) return;
    const stop = showBeside(menu, open.anchor, () => {
      view.menu.value = null;
    });
    menu.querySelector<HTMLElement>("[role^=menuitem]")?.focus({ preventScroll: true });
    return stop;
  }, [open, view]);

  const items = open ? allowed(open.items, view.canEdit) : [];
  if (!open || items.length === 0) return null;
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
    const buttons = [...(element.current?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? [])];
    const here = buttons.indexOf(event.target as HTMLElement);
    const last = buttons.length - 1;
    const { key } = event;
    if (key === "ArrowDown") buttons[here === last ? 0 : here + 1]?.focus();
    else if (key === "ArrowUp") buttons[here <= 0 ? last : here - 1]?.focus();
    else if (key === "Home") buttons[0]?.focus();
    else if (key === "End") buttons[last]?.focus();
    else if (key === "Escape" || key === "Tab") {
      close();
      view.focusActive();
    } else if (key.length === 1) {
      const next = [...buttons.slice(here + 1), ...buttons].find((item) =>
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
      {items.map((item, index) =>
        item === null ? (
          <hr key={index} />
        ) : (
          <button
            key={item.id ?? item.label}
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

/** What may be done: those who only look are offered what changes nothing. */
function allowed(items: (MenuItem | null)[], canEdit: boolean): (MenuItem | null)[] {
  if (canEdit) return items;
  return items.filter((item) => item?.reads);
}
