/** The names of stages and touchpoints stay in sight while the lanes scroll by. */
import { useLayoutEffect, useRef } from "preact/hooks";
import type { View } from "../view";

/** For the rows of stages and touchpoints; where they would leave no room, the stages stay alone. */
export function useSteadyHeads(view: View) {
  const upper = useRef<HTMLDivElement>(null);
  const lower = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const [stages, touchpoints] = [upper.current, lower.current];
    const grid = stages?.parentElement;
    const scroller = grid?.parentElement;
    if (!stages || !touchpoints || !scroller) return;
    const observer = new ResizeObserver(() => {
      const alone = stages.offsetHeight;
      const heads = alone + touchpoints.offsetHeight;
      const both = heads * view.zoom.peek() * 2 < scroller.clientHeight;
      grid.style.setProperty("--cjw-top", both ? `${alone}px` : "auto");
      grid.style.setProperty("--cjw-heads", `${both ? heads : alone}px`);
    });
    for (const each of [stages, touchpoints, scroller]) observer.observe(each);
    return () => observer.disconnect();
  }, [view]);
  return { upper, lower };
}
