/** The page goes away, or comes back from sleep, another tab or a lost network. */
export function watchPage(on: { leave: () => void; back: () => void }, signal: AbortSignal): void {
  window.addEventListener("pagehide", on.leave, { signal });
  window.addEventListener("pageshow", (event) => event.persisted && on.back(), { signal });
  window.addEventListener("online", on.back, { signal });
  document.addEventListener(
    "visibilitychange",
    () => document.visibilityState === "visible" && on.back(),
    { signal },
  );
}
