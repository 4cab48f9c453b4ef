/** Light or dark, read off the page itself: no two hosts name their themes alike. */

function background(start: Element): [number, number, number] | null {
  let node: Element | null = start;
  while (node) {
    const parts =
      getComputedStyle(node)
        .backgroundColor.match(/[\d.]+/g)
        ?.map(Number) ?? [];
    const [r = 0, g = 0, b = 0, alpha = 1] = parts;
    if (parts.length >= 3 && alpha > 0.5) return [r, g, b];
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
