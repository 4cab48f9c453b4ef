/** All that a widget of ours brings itself: what it does comes with its kernel, once for a page. */

import { type Parcel, script, style } from "../host/code";
import type { Model } from "../host/model";

type Manager = { get_model(id: string): Promise<Pick<Model, "get">> };
type Context = { model: Model & { widget_manager: Manager }; el: HTMLElement };
/** A widget may ask for what it does not need at first. */
type Widget = {
  initialize?(context: Context & { more: () => Promise<string> }): unknown;
  render(context: Context): unknown;
};

const TRIES = 40; // after a reload the models of a page come in any order
const PAUSE = 250; // ms

async function parcel({ get, widget_manager: manager }: Context["model"]): Promise<Parcel> {
  const id = String(get("_code")).replace("IPY_MODEL_", "");
  for (let left = TRIES; ; left -= 1) {
    try {
      const code = await manager.get_model(id);
      const held = (name: keyof Parcel) => code.get(name) as string;
      return { script: held("script"), style: held("style"), more: held("more") };
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((done) => setTimeout(done, PAUSE));
    }
  }
}

export default () => {
  let widget: Promise<Widget> | undefined;
  let own: Context;
  const made = async () => {
    const module = await script(own.model.get("_key") as string, () => parcel(own.model));
    const kind = module.default as Widget | (() => Widget);
    const one = typeof kind === "function" ? kind() : kind;
    await one.initialize?.({ ...own, more: async () => (await parcel(own.model)).more });
    return one;
  };
  const get = () => {
    widget ??= made().catch((error) => {
      widget = undefined; // the next view tries again
      throw error;
    });
    return widget;
  };
  return {
    initialize(context: Context) {
      own = context;
      get().catch(() => {}); // a view tells what is wrong
    },
    async render(context: Context) {
      const [one] = await Promise.all([
        get(),
        style(own.model.get("_key") as string, context.el, () => parcel(own.model)),
      ]);
      return one.render(context);
    },
  };
};
