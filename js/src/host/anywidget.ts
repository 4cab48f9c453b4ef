/** What the widgets of a map take from anywidget's model. */
import type { Figures } from "../document/figures";
import type { Forms, Framework } from "../document/forms";
import type { Snapshot, ToBrowser, TrailHost } from "../document/types";
import type { EditorSettings, Selected } from "../editor/settings";
import type { Mode } from "../session/roles";
import type { Mounted, Settings } from "../widget/settings";
import { ask } from "./ask";
import type { Model } from "./model";
import { teller } from "./tell";

type Context = { model: Model };
type RenderContext = Context & { el: HTMLElement };

/** What all views of a widget share: a session, or a trail of them. */
interface Shared {
  start(): void;
  stop(): void;
  become(mode: Mode, author: string): void;
}

/** The module of a widget, as anywidget wants it. */
export function widgetModule<S extends Shared, T extends Settings>(
  share: (host: TrailHost) => S,
  mount: (element: HTMLElement, shared: S, settings: T) => Mounted<T>,
  settings: (model: Model) => T,
) {
  return () => {
    let session: S;
    let views = 0;
    return {
      initialize({ model }: Context) {
        const { mode, author } = settings(model);
        session = share(anywidgetHost(model));
        session.become(mode, author);
      },
      render({ model, el }: RenderContext) {
        views += 1;
        if (views === 1) session.start();
        const mounted = mount(el, session, settings(model));
        const unwatch = watchSettings(model, settings, (now) => {
          session.become(now.mode, now.author);
          mounted.update(now);
        });
        return () => {
          unwatch();
          mounted.unmount();
          views -= 1;
          if (views === 0) session.stop();
        };
      },
    };
  };
}

export function anywidgetHost(model: Model): TrailHost {
  return {
    snapshot: () => model.get("_snapshot") as Snapshot,
    send: teller(model),
    listen(receive) {
      const callback = (message: unknown) => receive(message as ToBrowser);
      model.on("msg:custom", callback);
      return () => model.off("msg:custom", callback);
    },
    moved(callback) {
      model.on("change:_snapshot", callback);
      return () => model.off("change:_snapshot", callback);
    },
  };
}

export function settings(model: Model): Settings {
  return {
    texts: (model.get("_texts") ?? {}) as Record<string, string>,
    theme: (model.get("theme") ?? "auto") as Settings["theme"],
    height: (model.get("height") ?? null) as number | null,
    mode: (model.get("mode") ?? "edit") as Mode,
    author: (model.get("author") ?? "") as string,
    guarded: model.get("guard_formulas") === true,
  };
}

export function editorSettings(model: Model): EditorSettings {
  return {
    ...settings(model),
    forms: (model.get("_forms") ?? {}) as Forms,
    frameworks: (model.get("_frameworks") ?? []) as Framework[],
    comments: model.get("comments") !== false,
    figures: (model.get("_figures") ?? null) as Figures | null,
    onBoard: (model.get("_selected") ?? null) as Selected | null,
    selectOnBoard: (what, tell) => ask(model, { type: "select", ...what }, tell),
  };
}

/** Call back now and whenever the settings change; returns a function that stops it. */
export function watchSettings<T>(
  model: Model,
  settings: (model: Model) => T,
  callback: (now: T) => void,
): () => void {
  const names = [
    ...["_texts", "theme", "height", "mode", "author", "guard_formulas"],
    ...["_figures", "_selected", "comments"],
  ].map((name) => `change:${name}`);
  const tell = () => callback(settings(model));
  for (const name of names) model.on(name, tell);
  tell();
  return () => {
    for (const name of names) model.off(name, tell);
  };
}
