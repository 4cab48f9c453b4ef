/** Light or dark, read off what lies behind a widget: no two hosts name their themes alike. */

const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

/** Lighter ones leave too little contrast to lie on them. */
const GREY = "#222";

type Pixel = [number, number, number, number];

/** Where an element stands, out of shadow trees too. */
const around = (node: Element): Element | null =>
  node.parentElement ?? (node.getRootNode() as Partial<ShadowRoot>).host ?? null;

/** The nearest ground, if it is dark, in whatever notation CSS has for its colour. */
function darkness(element: Element): string {
  for (let node = around(element); node && pen; node = around(node)) {
    const { backgroundColor } = getComputedStyle(node);
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = backgroundColor;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b, alpha] = pen.getImageData(0, 0, 1, 1).data as unknown as Pixel;
    const light = r + g + b;
    if (alpha > 99) return light > 330 ? "" : light > 99 ? GREY : backgroundColor;
  }
  // Nobody painted one: it is the browser's, whose own text is white where that is dark.
  return /\(25\d/.test(getComputedStyle(document.body).color) ? GREY : "";
}

/** Keep `data-cjw-theme` of an element in step with the page around it. */
export function followTheme(
  element: HTMLElement,
  choice: () => "auto" | "light" | "dark",
  signal: AbortSignal,
): () => void {
  const update = () => {
    const chosen = choice();
    const auto = chosen === "auto";
    const behind = auto ? darkness(element) : "";
    element.dataset.cjwTheme = auto ? (behind ? "dark" : "light") : chosen;
    element.style.setProperty("--cjw-behind", behind);
    // What has not the host's own theme must not take its colours from it.
    const host = document.body.dataset.jpThemeLight;
    element.toggleAttribute("data-cjw-host", auto && host === `${!behind}`);
  };
  const observer = new MutationObserver(update);
  // Some hosts mount a widget before it has a place, and give it another later.
  const placed = new IntersectionObserver(() => {
    for (let node = around(element); node; node = around(node)) {
      observer.observe(node, { attributes: true });
    }
    update();
  });
  placed.observe(element);
  const media = matchMedia("(prefers-color-scheme: dark)");
  media.addEventListener("change", update, { signal });
  document.addEventListener("transitionend", update, { signal });
  signal.addEventListener("abort", () => {
    observer.disconnect();
    placed.disconnect();
  });
  update();
  return update;
}
