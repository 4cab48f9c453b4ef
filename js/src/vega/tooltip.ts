/** What a mark says under the pointer: text only, in the top layer, since outputs clip. */
const AWAY = 12; // pixels from the pointer
const EDGE = 8;

const words = (value: unknown) =>
  typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);

function row(name: string, value: unknown): HTMLElement[] {
  const term = document.createElement("dt");
  const detail = document.createElement("dd");
  term.textContent = name;
  detail.textContent = words(value);
  return [term, detail];
}

function content(value: unknown): HTMLElement {
  const plain = typeof value !== "object" || Array.isArray(value);
  const box = document.createElement(plain ? "p" : "dl");
  if (plain) {
    box.textContent = words(value);
    box.className = /\n/.test(box.textContent) ? "cjw-vega-lines" : "";
  } else box.append(...Object.entries(value as object).flatMap(([key, each]) => row(key, each)));
  return box;
}

export class Tooltip {
  private readonly box = document.createElement("div");
  /** What stands below each: sentences. */
  about: unknown;

  constructor(root: HTMLElement) {
    this.box.className = "cjw-vega-tip";
    this.box.setAttribute("role", "tooltip");
    this.box.popover = "manual";
    root.append(this.box);
  }

  /** Vega's handler of tooltips. */
  readonly show = (_: unknown, event: MouseEvent, __: unknown, value: unknown) => {
    if (value === null || value === undefined || value === "") {
      this.box.hidePopover();
      return;
    }
    const below = (Array.isArray(this.about) ? this.about : []).map((said) => {
      const line = document.createElement("p");
      line.className = "cjw-vega-about";
      line.textContent = words(said);
      return line;
    });
    this.box.replaceChildren(content(value), ...below);
    this.box.showPopover();
    const { offsetWidth: width, offsetHeight: height } = this.box;
    const right = event.clientX + AWAY + width + EDGE > window.innerWidth;
    const low = event.clientY + AWAY + height + EDGE > window.innerHeight;
    const x = right ? event.clientX - AWAY - width : event.clientX + AWAY;
    const y = low ? event.clientY - AWAY - height : event.clientY + AWAY;
    this.box.style.left = `${Math.max(EDGE, x)}px`;
    this.box.style.top = `${Math.max(EDGE, y)}px`;
  };

  remove() {
    this.box.remove();
  }
}
