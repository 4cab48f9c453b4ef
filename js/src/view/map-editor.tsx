/** One view of the editor: everything below its root element. */
import { effect, type Signal, signal } from "@preact/signals";
import { render } from "preact";
import type { Session } from "../core/session";
import { watchPage } from "../dom/page-life";
import { followTheme } from "../dom/theme";
import type { Settings } from "../host/anywidget";
import { CommentsPanel } from "./comments-panel";
import { View, ViewContext } from "./context";
import { Description } from "./description";
import { Grid } from "./grid";
import { onRootKey } from "./keyboard";
import { Menu } from "./menu";
import { Notices } from "./notices";
import { Foot } from "./status";
import { Toolbar } from "./toolbar";

function MapEditor({ view }: { view: View }) {
  return (
    <ViewContext.Provider value={view}>
      <Toolbar />
      <Grid />
      <Notices />
      <Foot />
      <Menu />
      <CommentsPanel />
      <Description />
      <div class="cjw-said" role="log" aria-live="polite">
        {view.session.said.value}
      </div>
    </ViewContext.Provider>
  );
}

export type Mounted = { update: (settings: Settings) => void; unmount: () => void };

export function mount(element: HTMLElement, session: Session, settings: Settings): Mounted {
  const life = new AbortController();
  const texts: Signal<Record<string, string>> = signal(settings.texts);
  const height = signal(settings.height);
  const view = new View(session, texts, height);
  let theme = settings.theme;

  const root = element.ownerDocument.createElement("div");
  root.className = "cjw";
  root.dataset.jpSuppressContextMenu = "true";
  root.addEventListener("keydown", (event) => onRootKey(view, event), { signal: life.signal });
  // The notebook must not take the text that is copied or pasted here for cells.
  for (const name of ["copy", "cut", "paste"] as const) {
    root.addEventListener(name, (event) => event.stopPropagation(), { signal: life.signal });
  }
  const stop = effect(() => {
    root.dataset.cjwMode = session.mode.value;
  });
  watchPage(
    {
      leave() {
        view.editor?.close(); // what is being typed is an edit
        session.stop();
      },
      back: () => session.start(),
    },
    life.signal,
  );
  element.append(root);
  view.root = root;
  const applyTheme = followTheme(root, () => theme, life.signal);
  render(<MapEditor view={view} />, root);
  return {
    update(next) {
      theme = next.theme;
      texts.value = next.texts;
      height.value = next.height;
      applyTheme();
    },
    unmount() {
      view.editor?.close();
      life.abort();
      stop();
      render(null, root);
      root.remove();
    },
  };
}
