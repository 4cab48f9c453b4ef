/** What is asked by controls of ipywidgets, and what Python answers. */
import type { Model } from "./model";
import { teller } from "./tell";

interface Control {
  comm_live: boolean;
  on(event: string, callback: () => void): void;
  off(event: string, callback: () => void): void;
}

interface Context {
  model: Model & { widget_manager?: { get_model?(id: string): Promise<Control> } };
  el: HTMLElement;
}

interface Ears {
  asked(): void;
  answered(): void;
  gone(): void;
}

/** Listen until the returned function is called; marimo has no manager, and nothing is heard. */
export async function unanswered({ model }: Context, { asked, answered, gone }: Ears) {
  const manager = model.widget_manager;
  const ids = manager?.get_model ? (model.get("_controls") as string[]) : [];
  const controls = await Promise.all(ids.map((id) => manager?.get_model?.(id)));
  const known = controls.filter((each) => each !== undefined);
  const looked = () => (known.every((each) => each.comm_live) ? answered() : gone());
  model.on("change:_answers", answered);
  // What was sent while the page was loading did not arrive.
  teller(model)({ type: "waits" });
  for (const control of known) {
    control.on("change:value", asked);
    control.on("comm_live_update", looked);
  }
  return () => {
    model.off("change:_answers", answered);
    for (const control of known) {
      control.off("change:value", asked);
      control.off("comm_live_update", looked);
    }
  };
}
