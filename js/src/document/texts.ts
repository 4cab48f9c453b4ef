/** Texts of the interface, with {placeholders}. */
import { number } from "./numbers";
import { own } from "./own";

export type Values = Record<string, string | number>;
export type Words = (key: string, values?: Values) => string;

/** Return a text with its placeholders filled in; what has no text is its key. */
export function filled(texts: Record<string, string>, key: string, values: Values = {}): string {
  const t: Words = (other) => own(texts, other) ?? other;
  return t(key).replace(/\{(\w+)\}/g, (_, name) => {
    const value = own(values, name) ?? "";
    return typeof value === "number" ? number(value, t) : value;
  });
}
