/** The rules that say which events belong to a node: those people type, the others in words. */
import { own } from "./own";
import type { Words } from "./texts";
import type { Json } from "./types";

type Entries = { readonly [key: string]: Json };

/** Whether a line of a text can say it. */
export const isLine = (rule: Json): rule is string =>
  typeof rule === "string" && rule !== "" && rule.trim() === rule && !/[\r\n]/.test(rule);

const listOf = (value: Json | undefined): Json[] => (value ?? []) as Json[];

/** The rules that are lines of text, and the others, which only Python writes. */
export function splitRules(value: Json | undefined): { texts: string[]; others: Json[] } {
  const rules = listOf(value);
  return { texts: rules.filter(isLine), others: rules.filter((rule) => !isLine(rule)) };
}

/** Other texts among the rules; what only Python writes stays. */
export function withRuleTexts(value: Json | undefined, texts: string[]): Json[] {
  return [...texts, ...splitRules(value).others];
}

/** The flags of a regular expression as Python's (?…) writes them. */
const FLAGS: [bit: number, letter: string][] = [
  [256, "a"],
  [2, "i"],
  [8, "m"],
  [16, "s"],
  [64, "x"],
];

/** A name, glob or regular expression. */
function nameOf(name: Json): string {
  if (typeof name === "string") return isLine(name) ? name : JSON.stringify(name);
  const { pattern, flags = 0 } = name as { pattern: string; flags?: number };
  const letters = FLAGS.filter(([bit]) => flags & bit).map(([, letter]) => letter);
  return `/${pattern}/${letters.join("")}`;
}

/** What a rule asks for; its kinds are those of model/rules/match_rules.py. */
export function ruleInWords(rule: Json, t: Words): string {
  if (typeof rule === "string") return nameOf(rule);
  const entries = rule as Entries;
  if (own(entries, "pattern") !== undefined) return nameOf(rule);
  const called = own(entries, "function");
  if (called !== undefined) return `${called}()`;
  const { since, until, nth, ...columns } = entries;
  const asked = Object.entries(columns).map(([column, names]) => {
    const wanted = (Array.isArray(names) ? names : [names]).map(nameOf);
    const said = wanted.reduce((some, other) => t("editor.panel.rule.or", { some, other }));
    const key = column === "after" ? "after" : "is";
    return t(`editor.panel.rule.${key}`, { column, names: said });
  });
  const ends = Object.entries({ since, until, nth }).filter(([, end]) => end);
  const when = ends.map(([key, end]) => t(`editor.panel.rule.${key}`, { time: String(end) }));
  return [...asked, ...when].join(" · ");
}
