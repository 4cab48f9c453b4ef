/** Back and forth through the edits, those of Python and of others too. */
import type { Command } from "../../editor/command";
import { REDO, UNDO } from "../../widget/history";

const SHARED = { keeps: true, sheet: ["keys.edit", "keys.undo"] } as const;

export const commands: Command[] = [
  { ...SHARED, id: "undo", keys: [UNDO], run: (view) => view.session.undo() },
  { ...SHARED, id: "redo", keys: [REDO], also: ["Ctrl+Y"], run: (view) => view.session.redo() },
];
