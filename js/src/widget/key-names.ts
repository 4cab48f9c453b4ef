/** What keys are called on this computer. */

const MAC = /mac|iphone|ipad/i.test(navigator.platform);

const SIGNS: [string, string][] = [
  ["Ctrl+", "⌘"],
  ["Shift+", "⇧"],
  ["Alt+", "⌥"],
  ["Enter", "↵"],
  ["Delete", "⌫"],
];

/** A key as it is written here, `Ctrl+Shift+Z`, by the signs of a Mac where this is one. */
export function keyName(keys: string, mac = MAC): string {
  if (!mac) return keys.replace("Delete", "Del");
  return SIGNS.reduce((text, [name, sign]) => text.replace(name, sign), keys);
}
