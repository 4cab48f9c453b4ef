/** Sentences that Python says anew, as text. */
import type { Model } from "../host/model";

export default {
  render({ model, el }: { model: Model; el: HTMLElement }) {
    const box = el.appendChild(document.createElement("div"));
    box.className = "cjw-said";
    box.setAttribute("role", "status");
    const say = () => {
      const lines = (model.get("_lines") ?? []) as string[];
      box.replaceChildren(
        ...lines.map((line) => {
          const said = document.createElement("p");
          said.textContent = line;
          return said;
        }),
      );
    };
    say();
    model.on("change:_lines", say);
    return () => {
      model.off("change:_lines", say);
      box.remove();
    };
  },
};
