/** Numbers and times as the map's language writes them, whatever language the browser speaks. */

/** With a true minus sign, and no digits that say nothing. */
export function number(value: number, locale: string, maximumFractionDigits = 3): string {
  return value.toLocaleString(locale, { maximumFractionDigits }).replace("-", "−");
}

/** A score on the map's scale. */
export const score = (value: number, locale: string): string => number(value, locale, 2);

export const count = (n: number, locale: string): string => number(n, locale, 0);

/** Small shares have a digit more. */
export const digits = (share: number) => (share > 0 && share < 0.0995 ? 1 : 0);

export function percent(share: number, locale: string, maximumFractionDigits = digits(share)) {
  return share.toLocaleString(locale, { style: "percent", maximumFractionDigits });
}

const UNITS: [string, number][] = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

/** A duration in its largest fitting unit. */
export function duration(seconds: number, locale: string): string {
  const [unit, size] = UNITS.find(([, size]) => seconds >= size) ?? ["second", 1];
  const value = seconds / size;
  return value.toLocaleString(locale, {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: value < 10 ? 1 : 0,
  });
}

/** A day and the time of it, where the reader is. */
export function moment(at: Date | number, locale: string): string {
  return new Date(at).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" });
}
