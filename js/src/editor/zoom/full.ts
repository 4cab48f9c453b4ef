/** The whole screen for this view, and back. */
import { isFull, setFull } from "../../dom/full-screen";
import type { View } from "../view";

export async function toggleFull(view: View): Promise<void> {
  await setFull(view.root, !isFull(view.root));
  view.full.value = isFull(view.root);
}
