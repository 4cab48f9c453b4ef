/** Light or dark, read off the page itself: no two hosts name their themes alike. */

/** Red, green, blue and alpha, each 0 to 255, of a colour in whatever notation CSS has. */
function pixel(pen: CanvasRenderingContext2D, colour: string): Uint8ClampedArray {
  pen.clearRect(0, 0, 1, 1);
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  return pen.getImageData(0, 0, 1, 1).data;
}

function background(start: Element): [number, number, number] | null {
  const canvas = start.ownerDocument.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  let node: Element | null = start;
  while (node && pen) {
    const [r = 0, g = 0, b = 0, alpha = 0] = pixel(pen, getComputedStyle(node).backgroundColor);
    if (alpha > 127) return [r, g, b];
    const root: Node = node.getRootNode();
    node = node.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  }
  return null;
}

export function isDark(element: HTMLElement): boolean {
  const jupyter = document.body.dataset.jpThemeLight;
  if (jupyter) return jupyter === "false";
  const [r, g, b] = background(element) ?? [255, 255, 255];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b < 110;
}

/** Keep `data-cjw-theme` of an element in step with the page around it. */
export function followTheme(
  element: HTMLElement,
  choice: () => "auto" | "light" | "dark",
  signal: AbortSignal,
): () => void {
  const { body } = document;
  const update = () => {
    const chosen = choice();
    const around = element.parentElement ?? element;
    element.dataset.cjwTheme = chosen === "auto" ? (isDark(around) ? "dark" : "light") : chosen;
    // A theme that was chosen by hand must not take its colours from the host's other theme.
    element.toggleAttribute("data-cjw-host", chosen === "auto" && "jpThemeLight" in body.dataset);
  };
  const observer = new MutationObserver(update);
  for (const watched of [document.documentElement, body]) {
    observer.observe(watched, { attributes: true });
  }
  const media = matchMedia("(prefers-color-scheme: dark)");
  media.addEventListener("change", update, { signal });
  signal.addEventListener("abort", () => observer.disconnect());
  update();
  return update;
}
