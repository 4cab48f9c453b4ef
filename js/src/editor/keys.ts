/** Which action a key does, after the WAI-ARIA grid pattern. */
import { isComposing, isTyping } from "../dom/ime";
import { letterOf } from "../dom/keys";
import type { Command } from "./command";
import { targetOf } from "./target";
import type { View } from "./view";

const NAMES: Record<string, string> = {
  ArrowLeft: "←",
  ArrowUp: "↑",
  ArrowRight: "→",
  ArrowDown: "↓",
  Escape: "Esc",
  " ": "Space",
  // Where these are, depends on the keyboard.
  "=": "+",
  "-": "−",
  _: "−",
};

/** A key by the name that commands give it: `Ctrl+Shift+Z`, on a Mac too. */
export function nameOf(event: KeyboardEvent): string {
  const { key, altKey } = event;
  const command = event.ctrlKey || event.metaKey;
  // Option turns the letter, and AltGr writes one.
  const turned = command && altKey && /^Key[A-Z]$/.test(event.code);
  if (turned && event.getModifierState("AltGraph")) return "";
  const letter = turned ? event.code.slice(3) : letterOf(event).toUpperCase();
  const name = NAMES[key] ?? (letter.length === 1 ? letter : key);
  // To write a sign one may have to hold Shift.
  const isSign = name.length === 1 && !/[\p{L}←↑→↓]/u.test(name);
  return [
    command ? "Ctrl+" : "",
    event.shiftKey && !isSign ? "Shift+" : "",
    altKey ? "Alt+" : "",
    name,
  ].join("");
}

const knows = ({ keys = [], also = [] }: Command, name: string) =>
  keys.includes(name) || also.includes(name);

/** Do what a key means where the focus is; false when it means nothing here. */
export function press(view: View, event: KeyboardEvent): boolean {
  if (isComposing(event)) return false;
  const focused = event.composedPath()[0] as HTMLElement;
  const target = targetOf(view, focused);
  const name = nameOf(event);
  const plain = !/^(?:Ctrl|Alt)\+|F10$|Menu$/.test(name.replace("Shift+", ""));
  const sign = event.key.length === 1 && event.key !== " " && !/^(?:Ctrl|Alt)\+/.test(name);
  const typing = isTyping(event);
  /** A button within a cell or a card has plain keys of its own. */
  const within = plain && focused !== target.element;
  for (const command of view.commands) {
    const { on } = command;
    if (!knows(command, name) && !(command.types && sign)) continue;
    if (on ? !on.includes(target.about) : target.about === "presentation") {
      if (!on && command.keeps) return true;
      continue;
    }
    if ((typing || (on && within)) && !command.everywhere) continue;
    if (!(command.when?.(view, target) ?? true)) {
      if (command.keeps) return true;
      continue;
    }
    if (command.run(view, target, event) !== false) return true;
  }
  return false;
}
