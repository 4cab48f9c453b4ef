/** The rows of the sheet of keys, which README has too. */
import type { Command } from "../command";

export type ShortcutRow = { text: string; keys: string[] };
export type Group = { title: string; rows: ShortcutRow[] };

const GROUPS = ["keys.walk", "keys.edit", "keys.curve", "keys.view", "keys.present"];

/** Actions with the same words share a row. */
export function shortcuts(commands: readonly Command[]): Group[] {
  return GROUPS.map((title) => {
    const rows = new Map<string, ShortcutRow>();
    for (const { keys, shows, sheet } of commands) {
      const [group, text] = sheet ?? [];
      if (group !== title || !text) continue;
      const row = rows.get(text) ?? { text, keys: [] };
      for (const key of keys ?? (shows ? [shows] : [])) {
        if (!row.keys.includes(key)) row.keys.push(key);
      }
      rows.set(text, row);
    }
    return { title, rows: [...rows.values()] };
  });
}
