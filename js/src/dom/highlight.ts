/**
 * Marks what is found in the texts of the page without touching its elements. The two registers
 * belong to the whole page, so each editor puts in and takes out only its own ranges.
 */
const ALL = "cjw-found";
const CURRENT = "cjw-found-now";

function register(name: string): Highlight {
  const known = CSS.highlights.get(name);
  if (known) return known;
  const made = new Highlight();
  CSS.highlights.set(name, made);
  return made;
}

/** What of the page is the map's own text. */
const TEXTS =
  ".cjw-name, .cjw-goal, .cjw-details, .cjw-value, .cjw-card, .cjw-badge, .cjw-lane-title, .cjw-persona";

function ranges(root: HTMLElement, pattern: RegExp): Range[] {
  const found: Range[] = [];
  const document = root.ownerDocument;
  for (const element of root.querySelectorAll(TEXTS)) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const match of (node.nodeValue ?? "").matchAll(pattern)) {
        const range = document.createRange();
        range.setStart(node, match.index);
        range.setEnd(node, match.index + match[0].length);
        found.push(range);
      }
    }
  }
  return found;
}

/** Mark the pattern below `root`, what is in `current` more strongly; returns what ends it. */
export function highlight(
  root: HTMLElement,
  pattern: RegExp | null,
  current: () => HTMLElement | null,
): () => void {
  if (!pattern || !("highlights" in CSS)) return () => {};
  const [all, now] = [register(ALL), register(CURRENT)];
  now.priority = 1;
  let own: Range[] = [];
  let at: HTMLElement | null = null;
  let frame = 0;
  const clear = () => {
    at?.removeAttribute("data-found");
    for (const range of own) {
      all.delete(range);
      now.delete(range);
    }
  };
  const mark = () => {
    clear();
    own = ranges(root, pattern);
    at = current();
    // Its text may lie deeper, in a persona's profile: then the ring is all there is to see.
    at?.setAttribute("data-found", "");
    for (const range of own) (at?.contains(range.startContainer) ? now : all).add(range);
  };
  const observer = new MutationObserver(() => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(mark);
  });
  root.classList.add("cjw-finding");
  observer.observe(root, { subtree: true, childList: true, characterData: true });
  mark();
  return () => {
    root.classList.remove("cjw-finding");
    observer.disconnect();
    cancelAnimationFrame(frame);
    clear();
  };
}
