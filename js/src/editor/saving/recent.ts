/** The maps one worked on last in a notebook, by their files: in the browser's storage alone. */
import { store, stored } from "../../dom/storage";
import type { View } from "../view";

const PREFIX = "cjwidgets.recent";
const MOST = 8;

function read(place: string): string[] {
  try {
    const kept: unknown = JSON.parse(stored(`${PREFIX}.${place}`) || "[]");
    return Array.isArray(kept) ? kept.filter((each) => typeof each === "string") : [];
  } catch {
    return []; // not ours
  }
}

export const recent = (view: View): string[] => read(view.trail.state.peek().place);

/** Take note of the map that is shown. */
export function remember(view: View): void {
  const { file, place } = view.trail.state.peek();
  if (!file?.name) return;
  const known = read(place);
  if (known[0] === file.name) return;
  const now = [file.name, ...known.filter((each) => each !== file.name)].slice(0, MOST);
  store(`${PREFIX}.${place}`, JSON.stringify(now));
}
