/**
 * Charts of an output are pictures in an element of their own. Where this module runs, the page
 * learns what the element means, and each picture becomes the live chart. Without a kernel or
 * saved widgets it stays a picture, where a widget would leave "model not found".
 */
import type { Model } from "./model";

interface View {
  el: HTMLElement;
  remove(): void;
  once(event: "remove", callback: () => void): void;
}

interface Manager {
  get_model(id: string): Promise<object>;
  create_view(model: object): Promise<View>;
}

const TRIES = 40; // after a reload the widgets of a page come in any order
const PAUSE = 250; // ms
const AWAY = 10_000; // ms: notebooks take cells that are out of sight out of the page

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function found(manager: Manager, id: string): Promise<object | null> {
  for (let left = TRIES; left; left -= 1) {
    // It throws, or rejects, if it has none.
    const model = await Promise.resolve()
      .then(() => manager.get_model(id))
      .catch(() => null);
    if (model) return model;
    await pause(PAUSE);
  }
  return null;
}

class LiveChart extends HTMLElement {
  static manager: Manager;
  private view: View | null = null;
  private coming = false;
  private leaving?: ReturnType<typeof setTimeout>;

  connectedCallback() {
    clearTimeout(this.leaving);
    if (!this.view && !this.coming) this.start();
  }

  disconnectedCallback() {
    if (this.view) this.leaving = setTimeout(() => this.view?.remove(), AWAY);
  }

  private async start() {
    this.coming = true;
    const { manager } = this.constructor as typeof LiveChart;
    const model = await found(manager, this.getAttribute("view") ?? "");
    const view = model && (await manager.create_view(model));
    this.coming = false;
    if (!view) return;
    if (!this.isConnected) return view.remove();
    this.view = view;
    this.append(view.el);
    this.picture(false);
    view.once("remove", () => {
      clearTimeout(this.leaving);
      this.view = null;
      this.picture(true);
    });
  }

  private picture(shown: boolean) {
    const still = this.querySelector<HTMLElement>(":scope > .cjw-still");
    if (still) still.style.display = shown ? "" : "none";
  }
}

/** Make the charts of a kernel alive; each kernel has a name for them. */
export function enliven(model: Model & { widget_manager: Manager }): void {
  const tag = model.get("_tag") as string;
  const known = customElements.get(tag) as typeof LiveChart | undefined;
  const chart = known ?? class extends LiveChart {};
  chart.manager = model.widget_manager;
  if (!known) customElements.define(tag, chart);
}
