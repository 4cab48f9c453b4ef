/** What the editor says is in words, and its numbers are in the map's language. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { h, render } from "preact";
import { describe, expect, it } from "vitest";
import { moment } from "../../src/document/days";
import { count, number, percent, score } from "../../src/document/numbers";
import type { NodeJson } from "../../src/document/types";
import { Session } from "../../src/session/session";
import { choices } from "../../src/widget/choices";
import { EvidenceBadge } from "../../src/widget/evidence";
import { Widget, WidgetContext } from "../../src/widget/widget";
import { CATALOGUES, speaking } from "../speaking";

class Plain extends Widget {
  leave() {}
  focusActive() {}
}

const TOUCHPOINT = {
  id: "ask",
  moment_of_truth: "magic",
  evidence: [{ id: "e", level: "quantitative", n: 1234 }],
};

function widget(locale: string, texts: Record<string, string> = {}): Plain {
  const doc = { id: "m", locale, stages: [{ id: "s", touchpoints: [TOUCHPOINT] }] };
  const session = new Session({
    snapshot: () => ({ rev: 0, doc: doc as unknown as NodeJson, undo: false, redo: false }),
    send() {},
    listen: () => () => {},
  });
  const settings = { texts, theme: "auto", height: null, mode: "edit", author: "", guarded: false };
  return new Plain(session, settings as ConstructorParameters<typeof Plain>[1]);
}

const spaced = (text: string | null | undefined) => text?.replace(/[\u00a0\u202f]/g, " ");

it.each([
  ["en", "n 1,234"],
  ["ru", "n 1 234"],
])("what stands beside evidence is written as in the map's language: %s", (locale, said) => {
  const view = widget(locale, CATALOGUES[locale]);
  const of = view.session.store.get("ask");
  if (!of) throw new Error("no touchpoint");
  const place = document.createElement("div");
  render(h(WidgetContext.Provider, { value: view }, h(EvidenceBadge, { of })), place);
  expect(spaced(place.textContent)).toBe(said);
});

it.each([
  ["en", "−1.25", "1,234", "12.346", "50%"],
  ["ru", "−1,25", "1 234", "12,346", "50 %"],
  ["zh-Hans", "−1.25", "1,234", "12.346", "50%"],
])("numbers of %s", (locale, feeling, whole, precise, share) => {
  const t = speaking(locale);
  const said = [score(-1.2501, t), count(1234, t), number(12.3456, t), percent(0.5, t)];
  expect(said.map(spaced)).toEqual([feeling, whole, precise, share]);
});

describe.each(Object.keys(CATALOGUES))("what the catalogue says of writing, in %s", (locale) => {
  const t = speaking(locale);

  it("is what CLDR says of numbers, but for a true minus", () => {
    for (const value of [0, 0.5, 7.25, 999, 1234.5, -1234567.891, 1e6]) {
      const cldr = value.toLocaleString(locale).replace("-", "−");
      expect(spaced(number(value, t))).toBe(spaced(cldr));
    }
    expect(spaced(percent(0.28, t))).toBe(
      spaced((0.28).toLocaleString(locale, { style: "percent" })),
    );
  });

  it("is what CLDR says of days and times, all through the year", () => {
    for (let month = 0; month < 12; month++) {
      for (const hour of [9, 15]) {
        const at = new Date(2024, month, 3 + month, hour, 5);
        const cldr = at.toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" });
        expect(spaced(moment(+at, t))).toBe(spaced(cldr));
      }
    }
  });
});

it("a time is told where the reader is, and what is no time is not told", () => {
  const t = speaking("en");
  expect(spaced(moment(+new Date(2024, 1, 3, 0, 7), t))).toBe("Feb 3, 2024, 12:07 AM");
  expect(spaced(moment(+new Date(2024, 1, 3, 12, 7), t))).toBe("Feb 3, 2024, 12:07 PM");
  expect(moment("not a time", t)).toBe("");
});

it("no number and no time is written by the browser", () => {
  const folder = join(import.meta.dirname, "../../src");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    /\.tsx?$/.test(path),
  );
  const browsers = /\.toLocale(Date|Time)?String\(|\bIntl\.|navigator\.language/;
  const found = files.filter((path) => browsers.test(readFileSync(join(folder, path), "utf8")));
  expect(files.length).toBeGreaterThan(100);
  expect(found).toEqual([]);
});

it.each([
  [undefined, "discovery", "The first look", "discovery"],
  [undefined, "magic", "Magic", undefined],
  ["magic", "magic", "Magic", undefined],
])(
  "a choice is announced in words, whatever its name: usual %s, %s",
  (usual, value, said, held) => {
    const view = widget("en", { "moment.discovery": "the first look", "moment.magic": "Magic" });
    const { session } = view;
    const record = session.store.peek("ask");
    if (!record) throw new Error("no touchpoint");
    const values = ["magic", "discovery"];
    const items = choices(view, record, {
      field: "moment_of_truth",
      values,
      texts: "moment",
      usual,
    });
    items[values.indexOf(value)]?.run();
    expect(session.said.value).toBe(said);
    expect(session.store.peek("ask")?.fields.moment_of_truth).toBe(held);
  },
);
