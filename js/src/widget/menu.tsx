/**
 * One menu for everything: opened at an element, walked by arrow keys, closed by Escape. Opened by
 * keys it takes the focus to its first item; a pointer that opens it leaves the focus where it is.
 */
import { useLayoutEffect, useRef } from "preact/hooks";
import { isComposing, isField } from "../dom/ime";
import { focusedIn } from "../dom/last-hand";
import { showBeside } from "../dom/popover";
import { keyName } from "./key-names";
import { afterDrawing, type MenuItem, type OpenMenu, useWidget, type Widget } from "./widget";

const ITEMS = "[role^=menuitem]";
/** What an item may be about. */
const PARTS = "[data-card], [data-row], [data-field]";
const MODIFIERS = /^(?:Shift|Control|Alt|AltGraph|Meta)$/;

export function Menu() {
  const view = useWidget();
  const open = view.menu.value;
  const element = useRef<HTMLDivElement>(null);
  const before = useRef<HTMLElement | null>(null);

  const close = () => {
    const held = element.current?.contains(focusedIn(view.root));
    view.menu.value = null;
    if (!held) return;
    if (before.current?.isConnected) before.current.focus({ preventScroll: true });
    else if (!view.byPointer) view.focusActive();
  };

  useLayoutEffect(() => {
    const menu = element.current;
    if (!open || !menu) return;
    before.current = focusedIn(view.root);
    const stop = showBeside(menu, open.anchor, close, open.at);
    if (!view.byPointer) menu.querySelector<HTMLElement>(ITEMS)?.focus({ preventScroll: true });
    // Keys of a page whose focus is elsewhere would never come here.
    else if (!before.current) menu.focus({ preventScroll: true });
    const outside = (event: KeyboardEvent) => {
      const path = event.composedPath();
      if (!path.includes(view.root) || path.includes(menu) || MODIFIERS.test(event.key)) return;
      if (!onKey(event)) close(); // it is for what has the focus
    };
    window.addEventListener("keydown", outside, { capture: true });
    return () => {
      stop();
      window.removeEventListener("keydown", outside, { capture: true });
    };
  }, [open, view]);

  const items = open ? allowed(open.items, view.canEdit) : [];
  if (!open || items.length === 0) return null;
  const run = (item: MenuItem) => {
    const part = view.byPointer ? open.anchor.closest<HTMLElement>(PARTS) : null;
    close();
    // The focus is back first; an item that opens something moves it on.
    part?.focus({ preventScroll: true });
    afterDrawing(() => item.run());
  };
  /** Whether the key was one of the menu's. */
  function onKey(event: KeyboardEvent): boolean {
    if (isComposing(event)) return false;
    const buttons = [...(element.current?.querySelectorAll<HTMLElement>(ITEMS) ?? [])];
    const here = buttons.indexOf(event.target as HTMLElement);
    const last = buttons.length - 1;
    const { key } = event;
    const letter = key.length === 1 && key !== " " && !event.ctrlKey && !event.metaKey;
    if (key === "ArrowDown") buttons[here === last ? 0 : here + 1]?.focus();
    else if (key === "ArrowUp") buttons[here <= 0 ? last : here - 1]?.focus();
    else if (key === "Home") buttons[0]?.focus();
    else if (key === "End") buttons[last]?.focus();
    else if (key === "Escape" || key === "Tab") close();
    else if (letter) {
      const next = [...buttons.slice(here + 1), ...buttons].find((item) =>
        item.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()),
      );
      next?.focus();
    } else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!onKey(event)) event.stopPropagation();
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
            <kbd>{item.keys && keyName(item.keys)}</kbd>
          </button>
        ),
      )}
    </div>
  );
}

/**
 * Open a menu where a pointer asks for one; the browser's own stays where one types, with Shift,
 * and where nothing may be done.
 */
export function menuAt(view: Widget, event: MouseEvent, open: () => OpenMenu | null): void {
  const { target, shiftKey, clientX: x, clientY: y } = event;
  if (event.defaultPrevented || shiftKey || isField(target as HTMLElement)) return;
  const menu = open();
  if (!menu || allowed(menu.items, view.canEdit).length === 0) return;
  event.preventDefault();
  view.menu.value = { ...menu, at: { x, y } };
}

/** What may be done: those who only look are offered what changes nothing. */
function allowed(items: (MenuItem | null)[], canEdit: boolean): (MenuItem | null)[] {
  if (canEdit) return items;
  return items.filter((item) => item?.reads);
}
