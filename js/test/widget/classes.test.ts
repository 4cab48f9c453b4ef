/** Widgets share a page: what styles a class in one must not be another's class by chance. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, it } from "vitest";

const ENTRIES = "js/src/entries";

function filesOf(path: string): string[] {
  const text = readFileSync(path, "utf8");
  const imported = [...text.matchAll(/@import "([^"]+)"/g)].map(([, to]) =>
    normalize(join(dirname(path), to ?? "")),
  );
  return [...imported.flatMap(filesOf), path];
}

/** Classes that a rule styles wherever they are: `.cjw-name`, alone or within a widget. */
function styled(path: string): string[] {
  const rules = readFileSync(path, "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
  return [...rules.matchAll(/([^{}]+)\{/g)]
    .flatMap(([, selectors]) => (selectors ?? "").split(","))
    .flatMap((each) => each.trim().match(/^(?:\.cjw )?\.(cjw-[\w-]+)$/)?.[1] ?? []);
}

it("no class is styled by two widgets, each in its own way", () => {
  const sheets = readdirSync(ENTRIES)
    .filter((name) => name.endsWith(".css"))
    .map((name) => filesOf(join(ENTRIES, name)));
  expect(sheets.length).toBeGreaterThan(3);
  const shared = (file: string) => sheets.filter((each) => each.includes(file)).length > 1;
  const own = sheets.map((files) => new Set(files.filter((file) => !shared(file)).flatMap(styled)));
  const all = own.flatMap((classes) => [...classes]);
  expect(all.length).toBeGreaterThan(100);
  expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
});
