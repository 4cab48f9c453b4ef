/** Axes and labels of live charts are written as the rest of the page is. */
import { expect, it } from "vitest";
import { draw } from "../../src/vega/draw";

// The page of these tests has no popovers.
HTMLElement.prototype.hidePopover ??= () => {};

it.each([
  ["−50\u00a0%", { decimal: ",", percent: "\u00a0%" }],
  ["−50%", { decimal: ".", percent: "%" }],
])("an axis says %s where the language does", async (said, marks) => {
  const number = { thousands: ",", grouping: [3], currency: ["$", ""], minus: "−", ...marks };
  const spec = {
    config: { locale: { number } },
    data: { values: [{ share: -0.5 }] },
    mark: "bar",
    encoding: { x: { field: "share", type: "quantitative", axis: { format: ".0%" } } },
  };
  const place = document.createElement("div");
  const ears = { chosen() {}, failed() {} };
  const chart = { spec, data: {}, texts: {} };
  const drawn = await draw(place, chart as never, ears as never, {} as never);
  const texts = [...place.querySelectorAll("text")].map((text) => text.textContent);
  drawn.finalize();
  expect(texts).toContain(said);
});
