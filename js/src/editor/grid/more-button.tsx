/** The button that opens the menu of a stage, touchpoint, lane or card. */
import type { Id } from "../../document/types";
import { openMenu } from "../command";
import type { View } from "../view";

/** It is neither dragged nor edited with what it stands on. */
const stop = (event: Event) => event.stopPropagation();

type Props = {
  view: View;
  about: "stage" | "touchpoint" | "lane" | "card";
  id: Id;
  what: string;
  class?: string;
};

/** There are thousands: called as a function. */
export function moreButton({ view, about, id, what, class: kind = "cjw-more" }: Props) {
  const label = view.t("editor.actions_for", { what });
  return (
    <button
      type="button"
      class={kind}
      tabIndex={-1}
      aria-label={label}
      aria-haspopup="menu"
      title={view.t("editor.actions")}
      onPointerDown={stop}
      onDblClick={stop}
      onClick={({ currentTarget: element }) => openMenu(view, about, { about, id, element }, label)}
    />
  );
}
