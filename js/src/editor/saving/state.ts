/** What stands at the one place of saving: the most urgent first. */
import type { TrailState } from "../../document/types";
import type { Session } from "../../session/session";

export type Saving = {
  /**
   * silent, lost: Python gives no answer; changed: others changed the file; gone: it is not there;
   * new: there is none yet; others: only maps that are not shown have edits.
   */
  kind: "silent" | "lost" | "changed" | "gone" | "saving" | "new" | "unsaved" | "others" | "saved";
  /** Edits that wait, or that are in no file; or such maps. */
  count: number;
  /** When it was saved, or changed elsewhere. */
  at: number | null;
};
/** Somebody has to choose, or to know more than two words say. */
export const SPEAKS: ReadonlySet<Saving["kind"]> = new Set(["silent", "lost", "changed"]);

type Seen = { status: Session["status"]["value"]; waiting: number; edits: number };

export function savingOf({ status, waiting, edits }: Seen, trail: TrailState): Saving | null {
  const { file, unsaved } = trail;
  const say = (kind: Saving["kind"], count = 0, at: number | null = null) => ({ kind, count, at });
  if (status === "silent" || status === "lost") return say(status, waiting);
  if (file?.changed)
    return say(file.changed.at === null ? "gone" : "changed", edits, file.changed.at);
  if (status === "saving") return say("saving");
  if (!file) return null;
  if (file.name === null) return say("new", edits);
  if (edits > 0) return say("unsaved", edits);
  return unsaved ? say("others", unsaved) : say("saved", 0, file.saved);
}
