/**
 * An action of the editor: its words, its keys, when it can be done and what it does. The toolbar,
 * the menus, the keys, the sheet of keys and README's table are made from these.
 */
import { h } from "preact";
import { setField } from "../document/edits";
import type { Id } from "../document/types";
import { Icon, type IconName } from "../widget/icons";
import type { MenuItem } from "../widget/widget";
import type { View } from "./view";

/** What an action can be about. */
export type About =
  | "map"
  | "title"
  | "stage"
  | "touchpoint"
  | "cell"
  | "card"
  | "point"
  | "lane"
  | "link"
  | "persona"
  | "presentation";
/** What it is about now: a node, and what shows it. */
export type Target = { about: About; id: Id; element: HTMLElement };

/** The menus, and the parts of the toolbar. */
export type MenuName =
  | "edit"
  | "more"
  | "stage"
  | "touchpoint"
  | "card"
  | "lane"
  | "link"
  | "persona"
  | "bar"
  | "bar.view"
  | "bar.end";

/** How its button looks. */
export type Button = {
  icon: IconName;
  class?: string;
  /** Its words are written beside the icon where there is room. */
  named?: boolean;
  /** What stands there instead of the icon. */
  face?: (view: View) => string;
  /** It opens a menu, or something beside the grid. */
  opens?: "menu" | "panel";
};

export type Command = {
  id: string;
  /** A key of the catalogue; what has none is offered nowhere. */
  words?: string | ((view: View, target: Target) => string);
  /** As the sheet shows them: `Ctrl+Shift+Z`; a menu shows the first. */
  keys?: readonly string[];
  /** More that do the same and that nobody need be told of. */
  also?: readonly string[];
  /** Keys that a menu shows, of another action. */
  shows?: string;
  /** What its keys are about; without it, wherever the focus is but in a text field. */
  on?: readonly About[];
  /** Its keys work in text fields too, or while a button within what it is about has the focus. */
  everywhere?: boolean;
  /** Its keys do nothing else, even when it can't be done. */
  keeps?: boolean;
  /** Every sign that is typed does it, too. */
  types?: boolean;
  /** Changes nothing, so it is also for those who only look. */
  reads?: boolean;
  when?: (view: View, target: Target) => boolean;
  checked?: (view: View, target: Target) => boolean;
  /** With the event when a key does it; false leaves the key to others. */
  run: (view: View, target: Target, event?: KeyboardEvent) => unknown;
  /** Drawn before its words in menus. */
  icon?: IconName;
  /** Where it is offered and in which place: lines divide the whole numbers. */
  menus?: Readonly<Partial<Record<MenuName, number>>>;
  button?: Button;
  /** The group and the words of its row in the sheet. */
  sheet?: readonly [group: string, text: string];
};

export const GRID = ["stage", "touchpoint", "cell", "card", "point"] as const;
export const HEADS = ["stage", "touchpoint"] as const;

export const isHead = ({ about }: Target): boolean => about === "stage" || about === "touchpoint";

/** What a button of the toolbar is about. */
export const ofMap = (view: View, element: HTMLElement): Target => ({
  about: "map",
  id: view.session.root,
  element,
});

export function commandWords({ words = "" }: Pick<Command, "words">, view: View, target: Target) {
  const text = view.t(typeof words === "function" ? words(view, target) : words);
  return text.replace(/^./u, (first) => first.toLocaleUpperCase(view.locale));
}

/** The key that does it to this target. */
export function keysOf({ keys, shows, on }: Command, { about }: Target): string | undefined {
  return shows ?? (on && !on.includes(about) ? undefined : keys?.[0]);
}

/** What a menu offers of something, or a part of the toolbar, in order. */
export function offered(view: View, menu: MenuName, target: Target): Command[] {
  const place = (command: Command) => command.menus?.[menu] as number;
  return view.commands
    .filter((command) => place(command) !== undefined && (command.when?.(view, target) ?? true))
    .sort((a, b) => place(a) - place(b));
}

export function itemsOf(view: View, menu: MenuName, target: Target): (MenuItem | null)[] {
  let group: number | undefined;
  return offered(view, menu, target).flatMap((command) => {
    const before = group;
    group = Math.floor(command.menus?.[menu] as number);
    const item: MenuItem = {
      id: command.id,
      label: commandWords(command, view, target),
      mark: command.icon && h(Icon, { name: command.icon, size: 14 }),
      keys: keysOf(command, target),
      checked: command.checked?.(view, target),
      reads: command.reads,
      run: () => command.run(view, target),
    };
    return before === undefined || before === group ? [item] : [null, item];
  });
}

/** Open a menu at what shows the target. */
export function openMenu(view: View, menu: MenuName, target: Target, label: string): void {
  view.menu.value = { anchor: target.element, items: itemsOf(view, menu, target), label };
}

type Choice = {
  field: string;
  value: string;
  /** What holds while nothing is chosen; without it, the chosen one is taken back by itself. */
  usual?: string;
};

/** A command that sets a field to a value, or takes it back. */
export function choice(command: Omit<Command, "run">, { field, value, usual }: Choice): Command {
  const held = (view: View, id: Id) => view.session.store.peek(id)?.fields[field] ?? usual;
  return {
    checked: (view, { id }) => held(view, id) === value,
    run(view, target) {
      const record = view.session.store.peek(target.id);
      const none = usual === undefined ? held(view, target.id) === value : value === usual;
      const said = commandWords(command, view, target);
      if (record) view.session.edit(setField(record, field, none ? null : value), said);
      view.focusActive();
    },
    ...command,
  };
}
