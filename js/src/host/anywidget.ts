/** What the widgets of a map take from anywidget's model, and the part of it used here. */
import type { Figures } from "../document/figures";
import type { Forms, Framework } from "../document/forms";
import type { Mode } from "../session/roles";
import type { Id, Snapshot, ToBrowser, TrailHost } from "../document/types";
import { ask, type Tell } from "./ask";
import { teller } from "./tell";

/** The part of anywidget's model that is used here. */
export interface Model {
  get(name: string): unknown;
  on(event: string, callback: (...args: unknown[]) => void): void;
  off(event: string, callback: (...args: unknown[]) => void): void;
  send(message: unknown): void;
}

export type Settings = {
  texts: Record<string, string>;
  theme: "auto" | "light" | "dark";
  height: number | null;
  mode: Mode;
  author: string;
  guarded: boolean;
};

/** With what only the editor is told. */
export type EditorSettings = Settings & {
  forms: Forms;
  frameworks: Framework[];
  figures: Figures | null;
  chosen: Chosen | null;
  choose: (what: Choice, tell: Tell) => void;
};

/** What is selected on the board around an editor; without a board there is none. */
export type Chosen = { nodes: Id[]; personas: Id[] };
/** What somebody selects in the editor: a place, or the personas that are shown. */
export type Choice = { node: Id; add: boolean } | { personas: Id[] };

/** A view in the page. */
export type Mounted<T = Settings> = { update: (settings: T) => void; unmount: () => void };
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
    figures: (model.get("_figures") ?? null) as Figures | null,
    chosen: (model.get("_chosen") ?? null) as Chosen | null,
    choose: (what, tell) => ask(model, { type: "choose", ...what }, tell),
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
    ...["_figures", "_chosen"],
  ].map((name) => `change:${name}`);
  const tell = () => callback(settings(model));
  for (const name of names) model.on(name, tell);
  tell();
  return () => {
    for (const name of names) model.off(name, tell);
  };
}
