/** Widgets share a page: what styles a class in one must not be another's class by chance. */
import { expect, it } from "vitest";
import { entries, filesOf, selectors } from "./sheets";

/** Classes that a rule styles wherever they are: `.cjw-name`, alone or within a widget. */
const styled = (path: string) =>
  selectors(path).flatMap((each) => each.match(/^(?:\.cjw )?\.(cjw-[\w-]+)$/)?.[1] ?? []);

it("no class is styled by two widgets, each in its own way", () => {
  const sheets = entries().map(filesOf);
  expect(sheets.length).toBeGreaterThan(3);
  const shared = (file: string) => sheets.filter((each) => each.includes(file)).length > 1;
  const own = sheets.map((files) => new Set(files.filter((file) => !shared(file)).flatMap(styled)));
  const all = own.flatMap((classes) => [...classes]);
  expect(all.length).toBeGreaterThan(100);
  expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
});
