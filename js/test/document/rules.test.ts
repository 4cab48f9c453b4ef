import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ruleInWords, splitRules, withRuleTexts } from "../../src/document/rules";
import { filled, type Words } from "../../src/document/texts";
import type { Json } from "../../src/document/types";

const wordsOf = (locale: string): Words => {
  const path = join(import.meta.dirname, `../../../src/cjwidgets/locale/${locale}.json`);
  const texts = JSON.parse(readFileSync(path, "utf8"));
  return (key, values) => filled(texts, key, values);
};

describe("a rule in words", () => {
  const parse = (rule: string) => JSON.parse(rule) as Json;
  it.each([
    ["a pattern", '{"pattern": "^pay"}', "/^pay/"],
    ["its flags", '{"pattern": "^pay", "flags": 10}', "/^pay/im"],
    ["a function", '{"function": "mine"}', "mine()"],
    ["a column", '{"event": "pay*"}', "event: pay*"],
    [
      "several columns and a window",
      '{"event": "pay*", "channel": ["web", {"pattern": "^app"}, "shop"], "since": "2026-01-01", "until": "2026-02-01"}',
      "event: pay* · channel: web or /^app/ or shop · from 2026-01-01 · before 2026-02-01",
    ],
    ["a window alone", '{"since": "2026-01-01T09:30"}', "from 2026-01-01T09:30"],
    [
      "a sequence",
      '{"event": "pay*", "after": ["cart", {"pattern": "^order"}], "nth": "2+"}',
      "event: pay* · after cart or /^order/ · number 2+ of the customer’s",
    ],
    ["columns of any name", '{"id": "7", "name": "x", "kind": "y"}', "id: 7 · name: x · kind: y"],
    [
      "names of Object.prototype",
      '{"__proto__": "a", "constructor": ["toString", {"pattern": "valueOf"}]}',
      "__proto__: a · constructor: toString or /valueOf/",
    ],
    [
      "blanks that one could miss",
      '{"event": [" pay", "a\\nb", ""]}',
      'event: " pay" or "a\\nb" or ""',
    ],
    ["a text that is no line", '" two\\nlines"', '" two\\nlines"'],
    ["signs of placeholders", '{"event": "{column}"}', "event: {column}"],
  ])("%s", (_, rule, said) => {
    expect(ruleInWords(parse(rule), wordsOf("en"))).toBe(said);
  });

  it("has words in every language", () => {
    const window = { since: "2026-01-01", until: "2026-02-01" };
    const rule = { event: ["a", "b"], ...window, nth: "2+", after: "c" };
    const said = ["en", "ru", "zh-Hans", "zh-Hant"].map((each) => ruleInWords(rule, wordsOf(each)));
    expect(said.every((text) => !text.includes("editor.") && text.includes("2026-02-01"))).toBe(
      true,
    );
    expect(said[1]).toContain("до 2026-02-01");
  });
});

describe("what people type among the rules", () => {
  const python: Json[] = [
    { pattern: "^pay", flags: 2 },
    { function: "mine" },
    { event: "chat", id: "7" },
    " blanks ",
    "two\nlines",
    "",
  ];

  it("are the lines; all others stay as they are", () => {
    const rules: Json[] = ["cart", ...python, "check*"];
    expect(splitRules(rules)).toEqual({ texts: ["cart", "check*"], others: python });
    expect(withRuleTexts(rules, ["buy"])).toEqual(["buy", ...python]);
    expect(splitRules(undefined)).toEqual({ texts: [], others: [] });
  });
});
