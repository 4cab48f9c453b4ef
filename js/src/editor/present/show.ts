/** What is on while a map is presented, besides the slide. */
import { type Signal, signal } from "@preact/signals";
import type { Id } from "../../document/types";
import type { View } from "../view";

export type Show = {
  /** The screen is black, or white, until the next key. */
  blank: Signal<"" | "black" | "white">;
  /** The notes stand below the slide. */
  notes: Signal<boolean>;
  /** The window with the notes. */
  desk: Signal<Window | null>;
  /** The digits of the slide to go to. */
  typed: Signal<string>;
  /** Stages whose touchpoints have no room beside each other. */
  crowded: Set<Id>;
  /** When it began, for the clock of the speaker. */
  began: number;
  /** The editor had the whole screen before. */
  wasFull: boolean;
  /** Who leaves the full screen ends it. */
  ends: boolean;
};

const shows = new WeakMap<View, Show>();

export function showOf(view: View): Show {
  const known = shows.get(view);
  if (known) return known;
  const made: Show = {
    blank: signal(""),
    notes: signal(false),
    desk: signal(null),
    typed: signal(""),
    crowded: new Set(),
    began: 0,
    wasFull: false,
    ends: false,
  };
  shows.set(view, made);
  return made;
}
