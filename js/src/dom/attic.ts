/** Unanswered edits in the browser's storage, where a reload or a dead kernel leaves them. */
import type { Id } from "../document/types";
import type { Attic, Edit } from "../session/unsaved";
import { live, lives } from "./presence";

const PREFIX = "cjwidgets.unsaved";
/** All pages of a server share some 5 MB. */
const LARGEST = 500_000;
const OLDEST = 30 * 24 * 3600 * 1000;

const keyOf = (map: Id, client: string) => `${PREFIX}.${map}.${client}`;

/** Edits that were kept, or none: whatever else stands there is not ours. */
function parse(text: string | null): Edit[] {
  try {
    const { at, edits } = JSON.parse(text ?? "{}");
    if (!Array.isArray(edits) || !(Date.now() - at < OLDEST)) return [];
    return edits.filter(
      (edit) =>
        typeof edit.label === "string" &&
        typeof edit.draft === "string" &&
        Array.isArray(edit.changes),
    );
  } catch {
    return [];
  }
}

export function localAttic(storage: () => Storage = () => window.localStorage): Attic {
  return {
    read(map) {
      try {
        const kept = storage();
        const prefix = keyOf(map, "");
        return Object.keys(kept)
          .filter((key) => key.startsWith(prefix))
          .sort()
          .map((key) => ({ client: key.slice(prefix.length), edits: parse(kept.getItem(key)) }));
      } catch {
        return []; // the browser forbids its storage to this page: nothing was kept
      }
    },
    write(map, client, edits) {
      const key = keyOf(map, client);
      try {
        const kept = storage();
        if (edits.length === 0) {
          kept.removeItem(key);
          return true;
        }
        const plain = edits.map(({ label, draft, changes }) => ({ label, draft, changes }));
        const text = JSON.stringify({ at: Date.now(), edits: plain });
        if (text.length > LARGEST) {
          kept.removeItem(key);
          return false;
        }
        kept.setItem(key, text);
        return true;
      } catch {
        return false; // forbidden or full: the editor says that nothing is kept
      }
    },
    watch(changed) {
      const heard = ({ key }: StorageEvent) => {
        if (key === null || key.startsWith(PREFIX)) changed();
      };
      window.addEventListener("storage", heard);
      return () => window.removeEventListener("storage", heard);
    },
    live,
    lives,
  };
}
