/** Full screen, or at least the whole window where a host forbids it. */

export function isFull(root: HTMLElement): boolean {
  return root.matches(":fullscreen") || root.matches(":popover-open");
}

/** Resolves once the screen is as wished; false where it is only the window. */
export async function setFull(root: HTMLElement, wish: boolean): Promise<boolean> {
  if (wish === isFull(root)) return true;
  if (wish) {
    try {
      await root.requestFullscreen();
    } catch {
      // The top layer is the one place that no host clips or covers.
      root.popover = "manual";
      root.showPopover();
      return false;
    }
  } else if (root.matches(":popover-open")) {
    root.hidePopover();
    root.popover = null;
  } else {
    await root.ownerDocument.exitFullscreen();
  }
  return true;
}
