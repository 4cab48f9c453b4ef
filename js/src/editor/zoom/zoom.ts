/** How large this view is drawn. */

import { exactly } from "../../document/numbers";
import type { View } from "../view";
import { zoomStep, zoomToFit } from "./steps";

export function setZoom(view: View, zoom: number): void {
  view.editor.close();
  view.zoom.value = zoom;
  view.session.said.value = view.t("editor.zoom.said", { percent: exactly(zoom, view.t, 0) });
}

export function zoomBy(view: View, step: -1 | 1): void {
  setZoom(view, zoomStep(view.zoom.peek(), step));
}

export function fitToWidth(view: View): void {
  const grid = view.root.querySelector<HTMLElement>(".cjw-grid");
  if (!grid) return;
  const { width } = grid.style;
  grid.style.width = "min-content";
  const natural = grid.offsetWidth;
  grid.style.width = width;
  setZoom(view, zoomToFit(natural, view.scroller.clientWidth));
}
