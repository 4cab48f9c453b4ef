/** Days and times as the map's language writes them. Its twin is locale/language.py. */
import type { Words } from "./texts";

export function parts(iso: string, t: Words) {
  const [year, MM, dd, HH, mm] = iso.split(/\D/) as [string, string, string, string, string];
  const month = t("format.month").split("|")[+MM - 1] as string;
  const half = t("format.half").split("|")[HH < "12" ? 0 : 1] as string;
  return { year, month, MM, day: +dd, dd, hour: +HH % 12 || 12, HH, mm, half };
}

/** A day that was written as 2026-10-04. */
export const dayOf = (iso: string, t: Words): string => iso && t("format.day", parts(iso, t));

/** A day and the time of it, where the reader is; of what is no time nothing. */
export function moment(when: string | number, t: Words): string {
  const at = new Date(when);
  if (!+at) return "";
  const here = new Date(+at - at.getTimezoneOffset() * 60_000);
  return t("format.moment", parts(here.toISOString(), t));
}
