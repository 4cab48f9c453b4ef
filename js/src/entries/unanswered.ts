/** Says so when Python does not answer what somebody set in controls of ipywidgets. */

import { unanswered } from "../host/anywidget-unanswered";
import { Patience } from "../session/patience";

export default {
  async render(context: Parameters<typeof unanswered>[0]) {
    const said = context.el.appendChild(document.createElement("p"));
    said.className = "cjw-no-answer";
    said.setAttribute("role", "status");
    const say = () => {
      said.textContent = context.model.get("_text") as string;
    };
    const patience = new Patience((status) => {
      if (status === "silent") say();
    });
    const stop = await unanswered(context, {
      asked() {
        if (!patience.waits) patience.start();
      },
      answered() {
        patience.stop();
        said.textContent = "";
      },
      gone: say,
    });
    return () => {
      stop();
      patience.stop();
      said.remove();
    };
  },
};
