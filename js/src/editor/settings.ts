/** What only the editor is told. */
import type { Figures } from "../document/figures";
import type { Forms, Framework } from "../document/forms";
import type { Id } from "../document/types";
import type { Settings, Tell } from "../widget/settings";

export type EditorSettings = Settings & {
  forms: Forms;
  frameworks: Framework[];
  figures: Figures | null;
  /** Whether comments are shown. */
  comments: boolean;
  onBoard: Selected | null;
  selectOnBoard: (what: Selecting, tell: Tell) => void;
};

/** What is selected on the board around an editor; without a board there is none. */
export type Selected = { nodes: Id[]; personas: Id[] };
/** What somebody selects in the editor: a place, or the personas that are shown. */
export type Selecting = { node: Id; add: boolean } | { personas: Id[] };
