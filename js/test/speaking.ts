/** The words of a language, as Python sends them. */
import en from "../../src/cjwidgets/locale/en.json" with { type: "json" };
import ru from "../../src/cjwidgets/locale/ru.json" with { type: "json" };
import hans from "../../src/cjwidgets/locale/zh-Hans.json" with { type: "json" };
import hant from "../../src/cjwidgets/locale/zh-Hant.json" with { type: "json" };
import { filled, type Words } from "../src/document/texts";

export const CATALOGUES: Record<string, Record<string, string>> = {
  en,
  ru,
  "zh-Hans": hans,
  "zh-Hant": hant,
};

export const speaking =
  (locale: string): Words =>
  (key, values) =>
    filled(CATALOGUES[locale] ?? {}, key, values);
