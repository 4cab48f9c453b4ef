/** Everything that has no button of its own at this width, in one menu. */

import { figuresItem } from "../figures/figures";
import { inspect, togglePanel } from "../inspector/open";
import { present } from "../present/present";
import type { MenuItem, View } from "../view";
import { fitToWidth, setZoom, toggleFull, zoomBy } from "../zoom/zoom";

export function moreItems(view: View): (MenuItem | null)[] {
  const { t } = view;
  return [
    { label: t("editor.panel.map"), reads: true, run: () => inspect(view, view.session.root) },
    {
      label: t("editor.panel.all"),
      keys: "Ctrl I",
      checked: view.panel.value,
      reads: true,
      run: () => togglePanel(view),
    },
    ...(view.figures.value ? [figuresItem(view)] : []),
    null,
    { label: t("editor.present"), reads: true, run: () => present(view) },
    {
      label: t("editor.full"),
      checked: view.full.value,
      reads: true,
      run: () => toggleFull(view),
    },
    null,
    { label: t("editor.zoom.in"), keys: "Ctrl +", reads: true, run: () => zoomBy(view, 1) },
    { label: t("editor.zoom.out"), keys: "Ctrl −", reads: true, run: () => zoomBy(view, -1) },
    { label: t("editor.zoom.reset"), keys: "Ctrl 0", reads: true, run: () => setZoom(view, 1) },
    { label: t("editor.zoom.fit"), reads: true, run: () => fitToWidth(view) },
    null,
    {
      label: t("keys.title"),
      keys: "?",
      reads: true,
      run: () => {
        view.sheet.value = true;
      },
    },
  ];
}
