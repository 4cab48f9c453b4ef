/** The face of a persona: a picture that was chosen, dropped or pasted, or the initials. */
import { setField } from "../document/edits";
import type { Rec } from "../document/records";
import { choosePicture, shrink } from "../dom/picture";
import { textOf } from "../widget/editing";
import { nameOf } from "../widget/names";
import { hueOf, Mark } from "../widget/personas";
import { type CardsView, useCards } from "./cards-view";

const SIDE = 512;
const BYTES = 150_000;

/** The first letters of the first two words. */
export function initials(name: string): string {
  const words = name.match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  const first = words.slice(0, 2).map((word) => [...word][0]);
  // Two Chinese characters would read as a word of their own.
  const one = /\p{sc=Han}|\p{sc=Hira}|\p{sc=Kana}/u.test(first[0] ?? "");
  return first
    .slice(0, one ? 1 : 2)
    .join("")
    .toUpperCase();
}

/** Take a picture for the portrait; what is no picture gets a sentence. */
export async function takePicture(
  view: CardsView,
  id: string,
  from: () => Promise<string | null>,
): Promise<void> {
  const { session, t } = view;
  try {
    const picture = await from();
    const now = session.store.peek(id);
    if (!picture || !now) return;
    session.edit(setField(now, "portrait", picture), t("persona.portrait.set"));
    view.focusActive();
  } catch {
    session.notice.value = {
      sentence: t("persona.portrait.unreadable"),
      hint: t("persona.portrait.kinds"),
      draft: "",
    };
  }
}

/** Files that are dropped or pasted: the first one is the portrait. */
export function takeFile(view: CardsView, id: string, files: FileList | undefined): boolean {
  const file = files?.[0];
  if (file) void takePicture(view, id, () => shrink(file, SIDE, BYTES));
  return file !== undefined;
}

export function Portrait({ persona, index }: { persona: Rec; index: number }) {
  const view = useCards();
  const { session, t } = view;
  const { id } = persona;
  const name = nameOf(view, id);
  const picture = textOf(persona.fields.portrait);
  const label = t("persona.portrait.of", { what: name });

  const choose = () => {
    if (view.canEdit) takePicture(view, id, () => choosePicture(SIDE, BYTES));
  };
  const remove = () => {
    const now = session.store.peek(id);
    if (now) session.edit(setField(now, "portrait", null), t("editor.said.cleared"));
    view.focusActive();
  };
  const items = [
    { label: t("persona.portrait.replace"), run: choose },
    { label: t("persona.portrait.remove"), keys: "Del", run: remove },
  ];
  return (
    <button
      type="button"
      class={`cjw-portrait ${hueOf(index)}`}
      data-persona={id}
      data-field="portrait"
      aria-label={picture ? label : `${label}: ${t("persona.portrait.choose")}`}
      title={t(picture ? "persona.portrait.replace" : "persona.portrait.choose")}
      onClick={(event) => {
        if (picture) view.menu.value = { anchor: event.currentTarget, items, label };
        else choose();
      }}
      onKeyDown={(event) => {
        if (event.key === "Delete" && picture) remove();
      }}
      onPaste={(event) => {
        if (takeFile(view, id, event.clipboardData?.files)) event.preventDefault();
      }}
    >
      {picture ? (
        <img src={picture} alt="" draggable={false} />
      ) : (
        <span data-initials={initials(name)} />
      )}
      <Mark index={index} />
    </button>
  );
}
