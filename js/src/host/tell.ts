/** Messages to Python, which may have stopped: then they throw, and a page must not. */
import type { Model } from "./model";

/** Return what sends a message, and says whether there is somebody to send it to. */
export const teller = (model: Model) => (message: unknown) => {
  try {
    model.send(message);
    return true;
  } catch {
    return false;
  }
};
