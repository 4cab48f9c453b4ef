/** The widget of one chart: light, because the page's one runtime draws it. */
import { tellAnswers } from "../dom/gone";
import { followTheme } from "../dom/theme";
import { anywidgetChart, type ChartContext } from "../host/anywidget-chart";
import { ChartView } from "../vega/chart-view";
import { followRoom } from "../vega/room";

export default {
  render(context: ChartContext) {
    const { el } = context;
    const life = new AbortController();
    const root = document.createElement("div");
    root.className = "cjw-vega";
    el.append(root);
    const source = anywidgetChart(context, (answers) => tellAnswers(root, answers));
    const view = new ChartView(root, source);
    const repaint = followTheme(root, source.theme, life.signal);
    const unfollow = followRoom(root, source.fits(), (room) => {
      source.tellRoom(room);
      view.update();
    });
    const unwatch = source.watch(() => view.update(), repaint);
    view.update();
    return () => {
      unwatch();
      unfollow();
      life.abort();
      view.finalize();
      root.remove();
    };
  },
};
