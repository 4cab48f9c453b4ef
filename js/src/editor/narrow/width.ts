/** Whether the editor is as narrow as a telephone: then one stage is shown at a time. */
import type { View } from "../view";

const NARROW = 480;

export function followNarrow(view: View, ended: AbortSignal): void {
  const observer = new ResizeObserver(() => {
    const width = view.root.clientWidth;
    if (width) view.narrow.value = width <= NARROW;
  });
  observer.observe(view.root);
  ended.addEventListener("abort", () => observer.disconnect());
}
