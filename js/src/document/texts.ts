/** Texts of the interface, with {placeholders}. */
import { form, number } from "./numbers";
import { own } from "./own";

export type Values = Record<string, string | number>;
export type Words = (key: string, values?: Values) => string;

/**
 * Return a text with its placeholders filled in; what has no text is its key.
 * `{n:customer|customers}` is the form that goes with the number.
 */
export function filled(texts: Record<string, string>, key: string, values: Values = {}): string {
  const t: Words = (other) => own(texts, other) ?? other;
  return t(key).replace(/\{(\w+)(?::([^}]*))?\}/g, (_, name, forms?: string) => {
    const value = own(values, name) ?? "";
    if (typeof value !== "number") return forms?.split("|").at(-1) ?? value;
    return forms?.split("|")[form(value, t("format.plural"))] ?? number(value, t);
  });
}
