import { parse, type Spec, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { expect, test } from "vitest";
import { retitle, titled } from "../../src/vega/titles";

async function shown(title: unknown, texts: object) {
  const source = { data: { values: [{ a: 1 }] }, mark: "point", title, encoding: {} };
  const spec = compile(source as TopLevelSpec).spec as Spec;
  titled(spec, texts);
  const view = await new View(parse(spec), { renderer: "none" }).runAsync();
  return { view, spec };
}

test("other texts take the place of a title, as text and not as an expression", async () => {
  const first = { title: "Shop", subtitle: ["n 9", "of 12"], description: "A shop." };
  const { view, spec } = await shown({ text: " ", subtitle: " " }, first);
  let svg = await view.toSVG();
  for (const text of ["Shop", "n 9", "of 12"]) expect(svg).toContain(`>${text}</`);
  const hostile = "');alert(1)//";
  retitle(view, spec, { title: hostile, subtitle: "n 4", description: "Another." });
  await view.runAsync();
  svg = await view.toSVG();
  expect(svg).toContain(`>${hostile}</`);
  expect(svg).toContain(">n 4</");
  expect(svg).not.toContain("n 9");
  expect(view.description()).toBe("Another.");
});

test("a chart without a title gets none", async () => {
  const { view, spec } = await shown(undefined, {});
  retitle(view, spec, { title: "Late" });
  expect(await view.toSVG()).not.toContain("Late");
});
