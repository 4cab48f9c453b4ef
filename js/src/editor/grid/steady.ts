/** The names of stages and touchpoints stay in sight while the lanes scroll by. */
import { useLayoutEffect, useRef } from "preact/hooks";
import type { View } from "../view";

/**
 * For the rows of stages and touchpoints; where they would leave no room, the stages stay alone.
 * What the keys lead to stops below them. Neither is said by a custom property: all cells would
 * inherit it, and the whole map would be styled a second time before it is seen.
 */
export function useSteadyHeads(view: View) {
  const upper = useRef<HTMLDivElement>(null);
  const lower = useRef<HTMLDivElement>(null);
  const zoom = view.zoom.value;
  useLayoutEffect(() => {
    const [stages, touchpoints] = [upper.current, lower.current];
    const scroller = stages?.parentElement?.parentElement;
    if (!stages || !touchpoints || !scroller) return;
    const observer = new ResizeObserver(() => {
      const alone = stages.offsetHeight;
      const heads = alone + touchpoints.offsetHeight;
      const both = heads * zoom * 2 < scroller.clientHeight;
      touchpoints.style.top = both ? `${alone}px` : "auto";
      scroller.style.scrollPaddingTop = `${(both ? heads : alone) * zoom}px`;
    });
    for (const each of [stages, touchpoints, scroller]) observer.observe(each);
    return () => observer.disconnect();
  }, [zoom]);
  return { upper, lower };
}
