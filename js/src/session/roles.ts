/** What a role may change. The kernel decides (widgets/roles.py); this spares people a refusal. */
import type { Records } from "../document/records";
import type { Change } from "../document/types";

export type Mode = "edit" | "comment" | "view";

function isAboutComments(records: Records, change: Change): boolean {
  switch (change.kind) {
    case "added":
    case "removed":
      return change.field === "comments";
    case "updated":
      return records.get(change.id)?.slot === "comments";
    case "moved":
      return false;
  }
}

export function mayMake(mode: Mode, records: Records, changes: readonly Change[]): boolean {
  if (mode === "comment") return changes.every((change) => isAboutComments(records, change));
  return mode === "edit";
}
