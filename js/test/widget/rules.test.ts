/**
 * A browser looks for the rules of an element by its classes, its name and its attributes; what
 * names none of them is tried at every element of the page, and a large map has thousands.
 */
import { join } from "node:path";
import { expect, it } from "vitest";
import { ENTRIES, filesOf, selectors, subject } from "./sheets";

const sheets = filesOf(join(ENTRIES, "editor.css")).filter((path) => !path.includes("/paper.css"));
const all = sheets.flatMap(selectors);

/** Without what stands in brackets, and without what is no part of the element's own. */
const isNamed = (subject: string) =>
  /[.#[a-z&]/.test(subject.replace(/\(.*\)/, "").replace(/::?[\w-]+/g, ""));

const everywhere = all.filter((each) => !isNamed(subject(each)));

it("few rules are tried at every element of a map", () => {
  expect(all.length).toBeGreaterThan(500);
  expect(everywhere.length).toBeLessThan(20);
});

it("a rule for elements of several classes names each", () => {
  expect(everywhere.filter((each) => /^:(?:is|where)\(.*,/.test(subject(each)))).toEqual([]);
});

it("only what is looked for has a style for what is found", () => {
  const found = all.filter((each) => each.includes("::highlight"));
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter((each) => !each.startsWith(".cjw-finding "))).toEqual([]);
});
