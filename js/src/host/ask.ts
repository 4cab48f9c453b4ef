/** Questions to Python: after a while without an answer it is told that there is none. */
import { Patience } from "../session/patience";
import type { Tell } from "../widget/settings";
import type { Model } from "./model";
import { teller } from "./tell";

const HEARD = "heard"; // as display/widget.py says it
const waiting = new WeakSet<Model>();

/** Send what Python is to do something about, and tell whether it heard. */
export function ask(model: Model, message: object, tell: Tell): void {
  const first = !waiting.has(model);
  // Whatever Python says is a sign of life for all that waits: one question at a time will do.
  if (!teller(model)(first ? { ...message, ask: true } : message)) {
    tell(false);
    return;
  }
  if (!first) return;
  const patience = new Patience((status) => {
    if (status === "silent") tell(false);
  });
  const hear = (answer: unknown) => {
    if ((answer as { type?: unknown } | null)?.type !== HEARD) return;
    waiting.delete(model);
    patience.stop();
    model.off("msg:custom", hear);
    tell(true);
  };
  waiting.add(model);
  model.on("msg:custom", hear);
  patience.start();
}
