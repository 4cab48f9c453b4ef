/** Texts of the interface, with {placeholders}. */
import { own } from "./own";

export type Values = Record<string, string | number>;
export type Words = (key: string, values?: Values) => string;

/** Return a text with its placeholders filled in; what has no text is its key. */
export function filled(texts: Record<string, string>, key: string, values: Values = {}): string {
  return (own(texts, key) ?? key).replace(/\{(\w+)\}/g, (_, name) =>
    String(own(values, name) ?? ""),
  );
}
