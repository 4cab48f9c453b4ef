/** Which action a key does, where the focus is; and what menus say of it on a Mac. */
import { h, render } from "preact";
import { afterEach, expect, it, vi } from "vitest";
import type { About, Command } from "../../src/editor/command";
import { nameOf, press } from "../../src/editor/keys";
import type { View } from "../../src/editor/view";

type Keys = Partial<Pick<KeyboardEvent, "code" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">>;

function event(key: string, keys: Keys = {}, altGraph = false): KeyboardEvent {
  const pressed = new KeyboardEvent("keydown", { key, ...keys });
  pressed.getModifierState = () => altGraph;
  return pressed;
}

it.each([
  ["z", { ctrlKey: true }, "Ctrl+Z"],
  ["Z", { metaKey: true, shiftKey: true }, "Ctrl+Shift+Z"],
  ["я", { ctrlKey: true, code: "KeyZ" }, "Ctrl+Z"],
  ["µ", { metaKey: true, altKey: true, code: "KeyM" }, "Ctrl+Alt+M"],
  ["+", { ctrlKey: true, shiftKey: true }, "Ctrl++"],
  ["=", { ctrlKey: true }, "Ctrl++"],
  ["-", { ctrlKey: true }, "Ctrl+−"],
  ["?", { shiftKey: true }, "?"],
  ["ArrowLeft", { altKey: true }, "Alt+←"],
  ["F10", { shiftKey: true }, "Shift+F10"],
  ["Enter", { ctrlKey: true, shiftKey: true }, "Ctrl+Shift+Enter"],
  [" ", {}, "Space"],
  ["Escape", {}, "Esc"],
] as [string, Keys, string][])("%s with %j is %s", (key, keys, name) => {
  expect(nameOf(event(key, keys))).toBe(name);
});

it("AltGr writes a letter, and is no shortcut", () => {
  const keys = { ctrlKey: true, altKey: true, code: "KeyM" };
  expect(nameOf(event("µ", keys, true))).toBe("");
});

const PAGE = `
  <div data-row="stage" data-node="s" role="columnheader" id="stage"><button id="more"></button></div>
  <div data-row="l" data-node="s" id="cell"><div data-card="c" id="card"></div></div>
  <textarea id="field"></textarea>`;

function pressed(commands: Command[], id: string, key: string, keys: Keys = {}, presented = false) {
  document.body.innerHTML = PAGE;
  const view = {
    commands,
    session: { root: "map" },
    presented: { peek: () => (presented ? 0 : null) },
  } as unknown as View;
  let taken = false;
  document.body.addEventListener(
    "keydown",
    (event) => {
      taken = press(view, event);
    },
    { once: true },
  );
  const init = { key, bubbles: true, composed: true, ...keys };
  document.getElementById(id)?.dispatchEvent(new KeyboardEvent("keydown", init));
  return taken;
}

const done: string[] = [];
const command = (id: string, more: Partial<Command>): Command => ({
  id,
  run: (_view, target) => void done.push(`${id}: ${target.about} ${target.id}`),
  ...more,
});

afterEach(() => {
  done.length = 0;
});

it.each([
  ["stage", "Delete", {}, "delete: stage s"],
  ["more", "Delete", {}, ""], // a button within has plain keys of its own
  ["more", "d", { ctrlKey: true }, "duplicate: stage s"],
  ["card", "Delete", {}, "delete: card c"],
  ["card", "d", { ctrlKey: true }, "duplicate: card c"],
  ["cell", "d", { ctrlKey: true }, ""],
  ["cell", "x", {}, "type: cell s"],
  ["card", "x", {}, ""],
  ["field", "x", {}, ""],
  ["field", "f", { ctrlKey: true }, "find: map map"],
  ["field", "?", {}, ""],
  ["cell", "?", {}, "sheet: cell s"],
] as [string, string, Keys, string][])("on a %s, %s with %j does: %s", (id, key, keys, said) => {
  const on: About[] = ["stage", "card"];
  const commands = [
    command("delete", { keys: ["Delete"], on }),
    command("duplicate", { keys: ["Ctrl+D"], on }),
    command("find", { keys: ["Ctrl+F"], everywhere: true }),
    command("sheet", { keys: ["?"] }),
    command("type", { types: true, on: ["stage", "cell"] }),
  ];
  expect(pressed(commands, id, key, keys)).toBe(said !== "");
  expect(done.join()).toBe(said);
});

it("what can't be done leaves its key to others, unless it keeps it", () => {
  const when = () => false;
  expect(pressed([command("a", { keys: ["Ctrl+D"], when })], "cell", "d", { ctrlKey: true })).toBe(
    false,
  );
  const keeps = command("a", { keys: ["Ctrl+D"], when, keeps: true });
  expect(pressed([keeps], "cell", "d", { ctrlKey: true })).toBe(true);
  expect(done).toEqual([]);
});

it("while a stage is presented nothing is undone, and no other shortcut works", () => {
  const undo = command("undo", { keys: ["Ctrl+Z"], keeps: true });
  const find = command("find", { keys: ["Ctrl+F"], everywhere: true });
  const next = command("next", { keys: ["→"], on: ["presentation"] });
  const all = [undo, find, next];
  expect(pressed(all, "cell", "z", { ctrlKey: true }, true)).toBe(true);
  expect(pressed(all, "cell", "f", { ctrlKey: true }, true)).toBe(false);
  expect(pressed(all, "cell", "ArrowRight", {}, true)).toBe(true);
  expect(done).toEqual(["next: presentation map"]);
});

it.each([
  ["MacIntel", "⌘D"],
  ["Win32", "Ctrl+D"],
])("menus and buttons name keys as %s does", async (platform, name) => {
  vi.resetModules();
  vi.stubGlobal("navigator", { platform });
  const { Tool } = await import("../../src/widget/tool");
  const { keyName } = await import("../../src/widget/key-names");
  const place = document.createElement("div");
  const run = () => {};
  render(h(Tool, { icon: "undo", label: "Duplicate", keys: "Ctrl+D", run }), place);
  expect(place.querySelector("button")?.title).toBe(`Duplicate (${name})`);
  expect(keyName("Ctrl+D")).toBe(name);
  vi.unstubAllGlobals();
});
