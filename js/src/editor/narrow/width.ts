/** Whether the editor is as narrow as a telephone: then one stage is shown at a time; and whether
 * its map is so much higher than the window that it is scrolled below its heads. */
import type { View } from "../view";

const NARROW = 480;
const TALL = 1.2;

export function followNarrow(view: View, ended: AbortSignal): void {
  const observer = new ResizeObserver(() => {
    const width = view.root.clientWidth;
    if (width) view.narrow.value = width <= NARROW;
    const height = view.root.querySelector(".cjw-scroller")?.scrollHeight ?? 0;
    view.root.toggleAttribute("data-tall", height > window.innerHeight * TALL);
  });
  observer.observe(view.root);
  ended.addEventListener("abort", () => observer.disconnect());
}
