/**
 * Numbers as the map's language writes them, whatever language the browser speaks: by what the
 * catalogue says under `format.`. Its twin is locale/language.py.
 */
import type { Words } from "./texts";

/** With a true minus sign, halves away from zero, and no digits that say nothing. */
export function number(value: number, t: Words, most = 3): string {
  const size = +Math.abs(value).toFixed(most);
  const [whole, part] = `${size}`.split(".") as [string, string?];
  // It is 1,234.5, written as the language does.
  const [, group, , , , point] = t("format.number") as unknown as string[];
  const said = whole.replace(/\B(?=(...)+$)/g, group as string) + (part ? point + part : "");
  return (value < 0 && size ? "−" : "") + said;
}

/** A score on the map's scale. */
export const score = (value: number, t: Words): string => number(value, t, 2);

export const count = (n: number, t: Words): string => number(n, t, 0);

/** A share in percent without the percent sign; with a digit more where it is small, or nearly all. */
export function hundredths(share: number, t: Words): string {
  if (share > 0 && share < 0.0005) return `<${number(0.1, t)}`;
  if (share >= 0.9995 && share < 1 - 1e-9) return `>${number(99.9, t)}`;
  const size = Math.abs(share);
  const fine = (size > 0 && size < 0.0995) || (size >= 0.995 && size < 1);
  return number(share * 100, t, fine ? 1 : 0);
}

export const percent = (share: number, t: Words): string =>
  t("format.percent", { value: hundredths(share, t) });

/** A share in percent with at most so many decimals, whatever it is. */
export const exactly = (share: number, t: Words, most: number): string =>
  t("format.percent", { value: number(share * 100, t, most) });

const UNITS: [string, number][] = [
  ["days", 86_400],
  ["hours", 3600],
  ["minutes", 60],
];

/** A duration in its largest fitting unit, to three digits. */
export function duration(seconds: number, t: Words): string {
  const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ["seconds", 1];
  const value = Math.abs(seconds / size);
  const most = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
  return t(`unit.${unit}`, { value: number(seconds / size, t, most) });
}

/**
 * Which form of a word goes with a number: 1 customer, 2 customers. The rule of a language stands in
 * its catalogue, `format.plural`. Its twin is locale/plural.py.
 */
export const form = (number: number, rule: string): number =>
  rule.split(" ").findIndex((each) => RegExp(each).test(`${+Math.abs(number).toFixed(3)}`));
