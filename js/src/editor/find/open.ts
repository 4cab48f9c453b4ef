/** The find bar opened, or gone back to. */
import { afterDrawing } from "../../widget/widget";
import { withParts } from "../late";
import type { View } from "../view";

export function openFind(view: View): void {
  view.finding.value ??= "";
  withParts(view, () =>
    afterDrawing(() => {
      const input = view.root.querySelector<HTMLInputElement>(".cjw-find input");
      input?.focus();
      input?.select();
    }),
  );
}
