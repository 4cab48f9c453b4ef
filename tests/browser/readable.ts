/**
 * What a person could not read of an element: texts that are cut off by what they are in, that
 * something lies over, or that a field shows in part. Returns a sentence for each.
 */
const SLACK = 1.5; // Pixels; glyphs and boxes are rounded apart.
/** What opens over a page hides what is below: that is what it is for. */
const OVER =
  "[popover], dialog, .cjw-menu, .cjw-talk, .cjw-sheet, .cjw-find, .cjw-editor, .cjw-vega-tip";
/** Not what JupyterLab shows around it. */
const OURS = ".cjw, .cjw-board, .cjw-vega, .cjw-static";
/** For those who hear the page; a pixel wide on purpose. */
const HEARD = ".cjw-said, .cjw-said *";

type Box = { left: number; top: number; right: number; bottom: number };

function unreadable(root: Element): string[] {
  const found: string[] = [];
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const parent = node.parentElement;
    const text = node.textContent?.trim();
    if (!parent?.closest(OURS) || !text || !isSeen(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
    const why = squeezed(text, boxes) ?? boxes.map((box) => hidden(box, parent)).find(Boolean);
    if (why) found.push(`"${text.slice(0, 60)}" in ${named(parent)} ${why}`);
  }
  for (const field of root.querySelectorAll("input, textarea")) {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = field;
    const over = Math.max(scrollWidth - clientWidth, scrollHeight - clientHeight);
    const { value } = field as HTMLInputElement;
    if (value && isSeen(field) && over > SLACK)
      found.push(`"${value.slice(0, 60)}" in ${named(field)} is shown in part`);
  }
  return found;
}

function isSeen(element: Element): boolean {
  return (
    !element.matches(HEARD) &&
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  );
}

/** A few letters a line are no line: something beside it takes its room. */
function squeezed(text: string, boxes: Box[]): string | undefined {
  // A line may be of several boxes.
  const lines = new Set(boxes.map((box) => Math.round(box.top))).size;
  return lines > 3 && text.length / lines < 4 ? `is squeezed into ${lines} lines` : undefined;
}

/** Who cuts this box off or lies over it; nobody does who has a scroll bar that brings it back. */
function hidden(box: Box, parent: Element): string | undefined {
  for (
    let each: Element | null = parent;
    each !== document.body && each;
    each = each.parentElement
  ) {
    const { overflowX, overflowY, textOverflow, position } = getComputedStyle(each);
    const inside = each.getBoundingClientRect();
    for (const [overflow, low, high] of [
      [overflowX, inside.left - box.left, box.right - inside.right],
      [overflowY, inside.top - box.top, box.bottom - inside.bottom],
    ] as const) {
      if (overflow === "visible" || Math.max(low, high) <= SLACK) continue;
      if (overflow === "auto" || overflow === "scroll") return undefined;
      // Whole in its name or its title, for whoever wants it.
      if (textOverflow === "ellipsis" && each.closest("[title], [aria-label]")) return undefined;
      return `is cut off by ${named(each)}`;
    }
    if (position === "fixed") break;
  }
  return covered(box, parent);
}

/** What lies over the middle of this box. */
function covered(box: Box, parent: Element): string | undefined {
  const x = (box.left + box.right) / 2;
  const y = (box.top + box.bottom) / 2;
  const top = hit(parent, x, y);
  // Out of the window there is nothing; a label may lie beside what it is for.
  if (!top || top.contains(parent) || parent.contains(top) || top.closest(OVER)) return undefined;
  if (isTransparent(top) || isStuck(top)) return undefined;
  return `is covered by ${named(top)}`;
}

/** What a pointer would meet there, were what it passes through as solid as it looks. */
function hit(parent: Element, x: number, y: number): Element | null {
  const { style } = parent as HTMLElement;
  const before = style.pointerEvents;
  if (getComputedStyle(parent).pointerEvents === "none") style.pointerEvents = "auto";
  const top = document.elementFromPoint(x, y);
  style.pointerEvents = before;
  return top;
}

/** Nothing of its own to see: a handle or a layer that takes the pointer. */
function isTransparent(element: Element): boolean {
  const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
  const clear = /, 0\)$/.test(backgroundColor) && backgroundImage === "none";
  return (
    (clear && !element.childElementCount && !element.textContent) ||
    opacity === "0" ||
    element instanceof SVGElement
  );
}

/** Heads that stay while the rest is scrolled below them. */
function isStuck(element: Element): boolean {
  for (let each: Element | null = element; each; each = each.parentElement)
    if (getComputedStyle(each).position === "sticky") return true;
  return false;
}

function named(element: Element): string {
  const name = element.getAttribute("class") ?? "";
  return `<${element.localName}${name && ` class="${name}"`}>`;
}

Object.assign(window, { unreadable });
