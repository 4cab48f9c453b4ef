/** Says so when Python does not answer what somebody set in controls of ipywidgets. */
import { answers } from "../host/anywidget-answers";

const PATIENCE = 4000; // ms: what a change would do is there in a fraction of a second

export default {
  async render(context: Parameters<typeof answers>[0]) {
    const said = context.el.appendChild(document.createElement("p"));
    said.className = "cjw-no-answer";
    said.setAttribute("role", "status");
    let timer: ReturnType<typeof setTimeout> | undefined;
    const say = () => {
      said.textContent = context.model.get("_text") as string;
    };
    const stop = await answers(context, {
      asked() {
        clearTimeout(timer);
        timer = setTimeout(say, PATIENCE);
      },
      answered() {
        clearTimeout(timer);
        said.textContent = "";
      },
      gone: say,
    });
    return () => {
      stop();
      clearTimeout(timer);
      said.remove();
    };
  },
};
