/** The style sheets of the widgets, as texts. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

export const ENTRIES = "js/src/entries";

export const entries = () =>
  readdirSync(ENTRIES)
    .filter((name) => name.endsWith(".css"))
    .map((name) => join(ENTRIES, name));

/** A style sheet and all that it imports. */
export function filesOf(path: string): string[] {
  const text = readFileSync(path, "utf8");
  const imported = [...text.matchAll(/@import "([^"]+)"/g)].map(([, to]) =>
    normalize(join(dirname(path), to ?? "")),
  );
  return [...imported.flatMap(filesOf), path];
}

/** Divide at a sign that stands in no brackets. */
function apart(text: string, sign: RegExp): string[] {
  let depth = 0;
  const parts = [""];
  for (const each of text) {
    if ("([".includes(each)) depth += 1;
    if (")]".includes(each)) depth -= 1;
    if (depth === 0 && sign.test(each)) parts.push("");
    else parts[parts.length - 1] += each;
  }
  return parts.map((part) => part.trim()).filter(Boolean);
}

/** The selectors of a sheet. */
export function selectors(path: string): string[] {
  const rules = readFileSync(path, "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
  return [...rules.matchAll(/([^{};]+)\{/g)]
    .map(([, before]) => (before ?? "").trim())
    .filter((before) => !before.startsWith("@"))
    .flatMap((list) => apart(list, /,/));
}

/** What a selector says of the element itself. */
export const subject = (selector: string) => apart(selector, /[\s>+~]/).at(-1) ?? "";
