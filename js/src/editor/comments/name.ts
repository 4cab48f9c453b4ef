/** Who somebody has said to be: for when a cell is run again, in the browser's storage alone. */
import { store, stored } from "../../dom/storage";

const KEY = "cjwidgets.author";

export const keptName = (): string => stored(KEY);
export const keepName = (name: string): void => store(KEY, name);
