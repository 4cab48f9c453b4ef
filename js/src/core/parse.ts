/** Lists and rules as people type them: one entry a line. */
import type { Json } from "./types";

/** The entries, without the empty ones. */
export function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

type Rule = string | { pattern: string } | { function: string };

/** The rules that are texts, and the others, which only Python writes. */
export function splitRules(value: Json | undefined): { texts: string[]; others: string[] } {
  const rules = (value ?? []) as Rule[];
  return {
    texts: rules.filter((rule) => typeof rule === "string"),
    others: rules
      .filter((rule) => typeof rule !== "string")
      .map((rule) => ("pattern" in rule ? `/${rule.pattern}/` : `${rule.function}()`)),
  };
}

/** Other texts among the rules; patterns and functions stay. */
export function withRuleTexts(value: Json | undefined, texts: string[]): Json {
  const others = ((value ?? []) as Json[]).filter((rule) => typeof rule !== "string");
  return [...texts, ...others];
}
