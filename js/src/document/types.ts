/** What travels between the kernel and the browser. The Python twin is model/changes.py. */
import type { EventAnswer, EventQuestion } from "./figures";

export type Id = string;
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Fields = { [name: string]: Json };

/** A node of the document as the kernel writes it: fields and lists of child nodes. */
export type NodeJson = { id: Id } & { [name: string]: Json };

export type Position = [parent: Id, field: string, index: number];

export type Updated = { kind: "updated"; id: Id; fields: { [name: string]: [Json, Json] } };
export type Added = { kind: "added"; parent: Id; field: string; index: number; node: NodeJson };
export type Removed = { kind: "removed"; parent: Id; field: string; index: number; node: NodeJson };
export type Moved = { kind: "moved"; id: Id; from: Position; to: Position };
export type Change = Updated | Added | Removed | Moved;

export type CanUndo = { undo: boolean; redo: boolean; edits?: number };
/** What those who save are told of the file of the map shown. */
export type FileState = {
  /** The map's, by which it is saved. */
  number: number;
  /** Null while there is none. */
  name: string | null;
  /** When it was saved last, in milliseconds. */
  saved: number | null;
  /** How many edits it misses. */
  edits: number;
  /** When others changed it; no time when it is gone. */
  changed: { at: number | null } | null;
};
/** The maps from the one given to the one shown; how many files miss edits, if there are any. */
export type TrailState = {
  crumbs: { title: string; unsaved: boolean }[];
  /** How many files miss edits; null where no map has a file. */
  unsaved: number | null;
  /** The number of the map shown when its edits are in no file, because it has none. */
  fresh: number | null;
  file?: FileState | null;
  /** Whether Python has said who edits and comments here. */
  named?: boolean;
  /** The kernel's object: one that is made again is another. */
  life: string;
  /** The notebook. */
  place: string;
};
/** With `map`, the number of the map it is about, in an editor that can show several. */
export type Snapshot = { rev: number; doc: NodeJson; map?: number; trail?: TrailState } & CanUndo;

export type ToBrowser = { map?: number } & (
  | ({ type: "snapshot"; client: string } & Snapshot)
  | ({ type: "ready"; client: string; rev: number } & CanUndo)
  | ({ type: "commit"; from: number; rev: number; changes: Change[]; origins: string[] } & CanUndo)
  | { type: "reject"; cid: string | null; code: string; sentence: string; hint: string }
  | { type: "trail"; trail: TrailState }
  | EventAnswer
  | ({ type: "files"; cid: string } & FileNews)
  | { type: "maps"; cid: string; names: string[] }
);

/** A map whose file others changed, by its number among the maps opened from one another. */
export type ChangedFile = { number: number; file: string };
/** What became of files when maps were saved. */
export type FileNews = {
  /** New ones, by name. */
  made: string[];
  /** Those replaced, and under which name is kept what they said. */
  kept: [file: string, copy: string][];
  /** What has rules that are Python functions, which no file holds. */
  functions: string[];
  /** Those that were not replaced. */
  changed: ChangedFile[];
};

/** What is no edit of the map. */
export type Request =
  | { type: "undo" | "redo" | "take" | "maps" }
  | { type: "open-map"; name: string }
  | { type: "copy"; title: string; derive: boolean }
  | { type: "save"; overwrite?: boolean }
  | { type: "save-as"; number: number; name: string }
  | { type: "open" | "create"; node: Id }
  | { type: "back"; to: number };
export type ToKernel = { map?: number } & (
  | { type: "hello"; client: string; rev: number | null }
  | { type: "bye"; client: string }
  | { type: "author"; name: string; again: boolean }
  | EventQuestion
  | { type: "edit"; cid: string; base: number; label: string; changes: Change[] }
  | (Request & { cid: string })
);

/** What carries the messages: a notebook, a page without a kernel, a test. */
export interface Host {
  /** The map at the start; the kernel may be ahead of it by now. */
  snapshot(): Snapshot;
  send(message: ToKernel): void;
  /** Returns a function that stops listening. */
  listen(receive: (message: ToBrowser) => void): () => void;
}

export interface TrailHost extends Host {
  /** Call back when another map is shown; returns a function that stops it. */
  moved(callback: () => void): () => void;
}
