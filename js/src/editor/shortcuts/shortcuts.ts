/** Every key of the editor: the sheet shows this table, and a test holds README to it. */

export type Shortcut = { keys: string; text: string };
export type ShortcutGroup = { title: string; rows: Shortcut[] };

export const SHORTCUTS: ShortcutGroup[] = [
  {
    title: "keys.walk",
    rows: [
      { keys: "← ↑ → ↓, Home, End, Ctrl+Home, Ctrl+End", text: "keys.cells" },
      { keys: "Shift+←, Shift+↑, Shift+→, Shift+↓, Ctrl+A", text: "keys.select" },
      { keys: "Ctrl+F", text: "keys.find" },
      { keys: "Shift+F10", text: "keys.menu" },
      { keys: "Alt+Enter, Alt+Backspace", text: "keys.journey" },
      { keys: "Esc", text: "keys.escape" },
    ],
  },
  {
    title: "keys.edit",
    rows: [
      { keys: "Enter, F2", text: "keys.open" },
      { keys: "Shift+Enter", text: "keys.line" },
      { keys: "Ctrl+Enter, Ctrl+Shift+Enter", text: "keys.add" },
      { keys: "Ctrl+D", text: "keys.duplicate" },
      { keys: "Alt+←, Alt+→, Alt+↑, Alt+↓", text: "keys.move" },
      { keys: "Ctrl+C, Ctrl+X, Ctrl+V", text: "keys.clipboard" },
      { keys: "Delete", text: "keys.clear" },
      { keys: "Ctrl+Z, Ctrl+Shift+Z", text: "keys.undo" },
      { keys: "Ctrl+I", text: "keys.fields" },
      { keys: "Ctrl+Alt+M", text: "keys.comments" },
    ],
  },
  {
    title: "keys.curve",
    rows: [
      { keys: "Enter", text: "keys.point" },
      { keys: "↑, ↓", text: "keys.nudge" },
      { keys: "PageUp, PageDown", text: "keys.persona" },
    ],
  },
  {
    title: "keys.view",
    rows: [
      { keys: "Ctrl++, Ctrl+−, Ctrl+0", text: "keys.zoom" },
      { keys: "?", text: "keys.sheet" },
    ],
  },
  {
    title: "keys.present",
    rows: [
      { keys: "→, Space, PageDown", text: "keys.next" },
      { keys: "←, PageUp", text: "keys.previous" },
      { keys: "↑, ↓", text: "keys.scroll" },
      { keys: "Esc", text: "keys.end" },
    ],
  },
];

/** The keys of a row one by one, by the names of this computer. */
export function keysOf(row: Shortcut, mac: boolean): string[] {
  const keys = row.keys.split(", ");
  if (!mac) return keys;
  return keys.map((key) =>
    key.replace("Ctrl+", "⌘").replace("Shift+", "⇧").replace("Alt+", "⌥").replace("Enter", "↵"),
  );
}
