/** What can be done with the file of the map that is shown, and the other maps of its folder. */
import { effect } from "@preact/signals";
import { SUFFIX } from "../../widget/download";
import type { MenuItem } from "../../widget/widget";
import type { View } from "../view";
import { recent } from "./recent";
import { save } from "./save";

const nameOf = (file: string) => file.replace(SUFFIX, "");

export function openFileMenu(view: View, anchor: HTMLElement): void {
  const { t, trail } = view;
  const file = trail.state.peek().file?.name;
  const ask = (naming: "copy" | "derive") => () => {
    view.session.files.value = null;
    view.naming.value = naming;
  };
  const items: (MenuItem | null)[] = [
    {
      label: t(file ? "editor.save" : "editor.saving.save"),
      keys: "Ctrl+S",
      run: () => save(view),
    },
    null,
    { label: t("editor.maps.copy"), run: ask("copy") },
    { label: t("editor.maps.derive"), run: ask("derive") },
    null,
    { label: t("editor.maps.open"), keys: "›", run: () => openMaps(view, anchor) },
  ];
  view.menu.value = { anchor, items, label: file ? nameOf(file) : t("editor.file") };
}

/** Ask for the maps of the folder, and offer them: those one worked on last come first. */
function openMaps(view: View, anchor: HTMLElement): void {
  const { session, trail } = view;
  trail.maps.value = null;
  session.request({ type: "maps" });
  const stop = effect(() => {
    const names = trail.maps.value;
    if (names) offer(view, anchor, names);
    // A menu that comes long after it was asked for would come between other things.
    if (names || session.status.value === "silent") queueMicrotask(() => stop());
  });
}

function offer(view: View, anchor: HTMLElement, names: readonly string[]): void {
  const { session, t } = view;
  const last = recent(view).filter((name) => names.includes(name));
  const others = names
    .filter((name) => !last.includes(name))
    .sort((a, b) => a.localeCompare(b, view.locale, { numeric: true }));
  const item = (name: string): MenuItem => ({
    id: name,
    label: nameOf(name),
    run: () => session.request({ type: "open-map", name }),
  });
  const line = last.length && others.length ? [null] : [];
  const none = names.length ? [] : [{ label: t("editor.maps.none"), run: () => {} }];
  const items = [...none, ...last.map(item), ...line, ...others.map(item)];
  view.menu.value = { anchor, items, label: t("editor.maps.open") };
}
