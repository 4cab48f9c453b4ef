/**
 * What happens around the map that nobody asked the editor for: a pointer rests,
 * somebody begins to work, a page is printed.
 */
import { watchAnswers } from "./figures/answers";
import { watchPrinting } from "./print/print";
import { remember } from "./saving/recent";
import type { View } from "./view";

export function watch(view: View, ended: AbortSignal): void {
  watchPrinting(view, ended);
  watchAnswers(view, ended);
  const work = () => remember(view);
  view.root.addEventListener("focusin", work, { signal: ended });
  if (view.root.matches(":focus-within")) work();
}
