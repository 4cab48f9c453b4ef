/** The Vega of a page: one widget for each kernel, which draws the charts of all others. */

import { enliven } from "../host/enliven";
import type { Runtime } from "../vega/chart";
import { draw } from "../vega/draw";

const runtime: Runtime = { draw };

export default {
  initialize({ model }: { model: Parameters<typeof enliven>[0] }) {
    enliven(model);
    return runtime;
  },
};
