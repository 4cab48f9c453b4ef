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
const named = (last: string) =>
  /[.#[a-z]/.test(last.replace(/\(.*\)/, "").replace(/::?[\w-]+/g, ""));

it("few rules are tried at every element of a map", () => {
  expect(all.length).toBeGreaterThan(500);
  expect(all.filter((each) => !named(subject(each)))).toEqual([
    ":where(.cjw :dir(rtl))",
    ":where(.cjw :dir(rtl))::placeholder",
    ".cjw *",
    ".cjw *::before",
    ".cjw :focus-visible",
    ".cjw-finding ::highlight(cjw-found)",
    ".cjw-finding ::highlight(cjw-found-now)",
    ".cjw-panel > *",
    ".cjw-event-line > :not(:first-child)",
    ".cjw-event-line > :first-child",
    ".cjw-deck[data-narrow] .cjw-deck-foot > :not(.cjw-deck-count, .cjw-deck-tools)",
    ".cjw-slide-start > :last-child",
    ".cjw-paper > *",
    ".cjw-paper > :not(:first-child)",
  ]);
});

it("only what is looked for has a style for what is found", () => {
  const found = all.filter((each) => each.includes("::highlight"));
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter((each) => !each.startsWith(".cjw-finding "))).toEqual([]);
});
