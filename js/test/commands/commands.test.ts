/** Actions of the editor: each has words, keys of its own and a place, and README lists them. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../src/commands/all";
import { type About, type Command, keysOf, type Target } from "../../src/editor/command";
import { shortcuts } from "../../src/editor/shortcuts/shortcuts";
import type { View } from "../../src/editor/view";
import { keyName } from "../../src/widget/key-names";

const english = JSON.parse(readFileSync("src/cjwidgets/locale/en.json", "utf8"));
const groups = shortcuts(COMMANDS);

const KINDS: About[] = [
  ...(["map", "title", "stage", "touchpoint", "cell", "card"] as const),
  ...(["point", "lane", "link", "persona", "presentation"] as const),
];

it("every file of commands is in the registry", () => {
  const folder = join(import.meta.dirname, "../../src/commands");
  const all = readFileSync(join(folder, "all.ts"), "utf8");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && path !== "all.ts")
    .map((path) => path.replaceAll("\\", "/").replace(/\.ts$/, ""));
  expect(files.length).toBeGreaterThan(20);
  for (const file of files) expect(all).toContain(`from "./${file}"`);
  const said = files.flatMap((file) =>
    [...readFileSync(join(folder, `${file}.ts`), "utf8").matchAll(/^export const (\w+)/gm)].map(
      ([, name]) => `${file}: ${name}`,
    ),
  );
  const taken = [...all.matchAll(/import \{ ([^}]*) \} from "\.\/([\w/-]+)"/g)].flatMap(
    ([, names = "", file]) =>
      names.split(", ").map((name) => `${file}: ${name.replace(/ as .*/, "")}`),
  );
  expect(taken.sort()).toEqual(said.sort());
});

it("no two have one id", () => {
  const ids = COMMANDS.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
});

describe.each(COMMANDS.map((command) => [command.id, command] as const))("%s", (_, command) => {
  const view = {
    t: (key: string) => key,
    session: { store: { get: () => undefined, peek: () => undefined } },
    folds: { value: new Map() },
    canEdit: true,
  } as unknown as View;

  it("has words wherever it is offered", () => {
    const menus = Object.keys(command.menus ?? {});
    const buttons = menus.filter((menu) => menu.startsWith("bar"));
    if (buttons.length) expect(command.button).toBeTruthy();
    for (const menu of menus.filter((each) => !each.startsWith("bar"))) {
      const about = KINDS.find((each) => each === menu) ?? "map";
      const words =
        typeof command.words === "function"
          ? command.words(view, { about, id: "", element: document.body } as Target)
          : command.words;
      expect(english[words ?? ""], `${menu}: ${words}`).toBeTruthy();
    }
  });

  it("has words in the sheet", () => {
    for (const key of command.sheet ?? []) expect(english[key], key).toBeTruthy();
    if (command.sheet) expect(groups.some(({ title }) => title === command.sheet?.[0])).toBe(true);
  });
});

/** What one key does to one thing, when all can be done that has no condition. */
function does(about: About, key: string): Command[] {
  return COMMANDS.filter(
    ({ on, keys = [], also = [], when }) =>
      [...keys, ...also].includes(key) &&
      !when &&
      (on ? on.includes(about) : about !== "presentation"),
  );
}

it("one key does one thing", () => {
  const keys = new Set(COMMANDS.flatMap(({ keys = [], also = [] }) => [...keys, ...also]));
  const doubled = KINDS.flatMap((about) =>
    [...keys].flatMap((key) => {
      const found = does(about, key).map(({ id }) => id);
      // Among the cards of a cell the arrows walk first.
      return found.length > 1 && found[0] !== "card.walk" ? [`${about} ${key}: ${found}`] : [];
    }),
  );
  expect(doubled).toEqual([]);
});

it("no two stand in one place of a menu", () => {
  const places = COMMANDS.flatMap(({ menus = {} }) => Object.entries(menus).map(String));
  expect(places).toEqual([...new Set(places)]);
});

it("README lists the keys of the sheet; `npm run readme` writes them", () => {
  const readme = readFileSync("README.md", "utf8");
  const start = readme.indexOf("| where |");
  const end = readme.indexOf("\n\n", start);
  const head = readme.slice(start, end).split("\n").slice(0, 2);
  const lines = groups.flatMap(({ title, rows }) =>
    rows.map(({ keys, text }) => `| ${english[title]} | ${keys.join(", ")} | ${english[text]} |`),
  );
  const table = [...head, ...lines].join("\n");
  if (process.env.WRITE_README) {
    writeFileSync("README.md", readme.slice(0, start) + table + readme.slice(end));
    return;
  }
  expect(readme.slice(start, end)).toBe(table);
});

it("a menu shows a key only where it works", () => {
  const remove = COMMANDS.find(({ id }) => id === "delete") as Command;
  const target = { about: "stage", id: "", element: document.body } as Target;
  expect(keysOf(remove, target)).toBe("Delete");
  expect(keysOf(remove, { ...target, about: "lane" })).toBeUndefined();
});

it("a Mac's keys have its signs", () => {
  const keys = ["Ctrl+Shift+Z", "Alt+←", "Ctrl+Enter", "Delete"];
  expect(keys.map((key) => keyName(key, true))).toEqual(["⌘⇧Z", "⌥←", "⌘↵", "⌫"]);
  expect(keys.map((key) => keyName(key, false))).toEqual([...keys.slice(0, 3), "Del"]);
});
