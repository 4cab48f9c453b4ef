import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { keysOf, SHORTCUTS } from "../../src/editor/shortcuts/shortcuts";

const english = JSON.parse(readFileSync("src/cjwidgets/locale/en.json", "utf8"));
const rows = SHORTCUTS.flatMap((group) => group.rows);

it("README lists the keys of the sheet, in the same words and order", () => {
  const readme = readFileSync("README.md", "utf8");
  const table = readme.slice(readme.indexOf("| where |")).split("\n\n")[0]?.split("\n").slice(2);
  const lines = SHORTCUTS.flatMap((group) =>
    group.rows.map(({ keys, text }) => `| ${english[group.title]} | ${keys} | ${english[text]} |`),
  );
  expect(table).toEqual(lines);
});

it("every group and row has words", () => {
  for (const { title } of SHORTCUTS) expect(english[title], title).toBeTruthy();
  for (const { text } of rows) expect(english[text], text).toBeTruthy();
});

it("a Mac's keys have its signs", () => {
  expect(keysOf({ keys: "Ctrl+Shift+Z, Alt+←, Ctrl+Enter", text: "" }, true)).toEqual([
    "⌘⇧Z",
    "⌥←",
    "⌘↵",
  ]);
});
