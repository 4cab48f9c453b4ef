/** A picture for a place of the map: asked for, made small, and where it is none, said so. */
import { choosePicture } from "../dom/picture";
import type { View } from "./view";

const SIDE = 800;

export async function takePicture(view: View, take: (picture: string) => void): Promise<void> {
  const { session, t } = view;
  try {
    const chosen = await choosePicture(SIDE);
    if (chosen) take(chosen);
  } catch {
    const sentence = t("editor.image.unreadable");
    session.notice.value = { sentence, hint: t("editor.image.kinds"), draft: "" };
  }
}
