/** The map as a file, from the browser alone: for when Python gives no answer. */
import { nest } from "../document/records";
import { VERSION } from "../document/schema.generated";
import type { Widget } from "./widget";

export const SUFFIX = ".cjmap.json";

/** Browsers write what no file name may hold as something else. */
export function download({ session }: Widget): void {
  const doc = nest(session.store.records, session.root);
  const text = JSON.stringify({ cjmap: VERSION, ...doc }, null, 1);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text]));
  link.download = (doc.title || "journey") + SUFFIX;
  link.click();
  setTimeout(URL.revokeObjectURL, 60_000, link.href);
}
