/** What a widget is told by whoever puts it into a page, and what it answers with. */
import type { Mode } from "../session/roles";

export type Settings = {
  texts: Record<string, string>;
  theme: "auto" | "light" | "dark";
  height: number | null;
  mode: Mode;
  author: string;
  guarded: boolean;
};

/** Whether Python answers, as far as is known now. */
export type Tell = (answers: boolean) => void;

/** A view in the page. */
export type Mounted<T = Settings> = { update: (settings: T) => void; unmount: () => void };
