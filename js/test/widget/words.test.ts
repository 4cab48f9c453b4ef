/** What the editor says is in words, and its numbers are in the map's language. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { h, render } from "preact";
import { expect, it } from "vitest";
import { count, moment, number, percent, score } from "../../src/document/numbers";
import type { NodeJson } from "../../src/document/types";
import { Session } from "../../src/session/session";
import { choices } from "../../src/widget/choices";
import { EvidenceBadge } from "../../src/widget/evidence";
import { Widget, WidgetContext } from "../../src/widget/widget";

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
  const view = widget(locale);
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
  const said = [
    score(-1.2501, locale),
    count(1234, locale),
    number(12.3456, locale),
    percent(0.5, locale),
  ];
  expect(said.map(spaced)).toEqual([feeling, whole, precise, share]);
});

it("a time is told in the map's language", () => {
  expect(moment(new Date(2024, 1, 3, 12), "ru")).toContain("февр.");
  expect(moment(new Date(2024, 1, 3, 12), "en")).toContain("Feb");
});

it("no number and no time is written in the browser's language", () => {
  const folder = join(import.meta.dirname, "../../src");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    /\.tsx?$/.test(path),
  );
  const browsers = /\.toLocale\w*\(\)|new Intl\.\w+\((?!locale)|navigator\.language/;
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
