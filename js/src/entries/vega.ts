/** The Vega of a page: one widget for each kernel, which draws the charts of all others. */
import type { Runtime } from "../core/chart";
import { draw } from "../vega/draw";

const runtime: Runtime = { draw };

export default { initialize: () => runtime };
