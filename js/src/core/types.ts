/** What travels between the kernel and the browser. The Python twin is model/changes.py. */

export type Id = string;
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Fields = { [name: string]: Json };

/** A node of the document as the kernel writes it: fields and lists of child nodes. */
export type NodeJson = { id: Id } & { [name: string]: Json };

export type Place = [parent: Id, field: string, index: number];

export type Updated = { kind: "updated"; id: Id; fields: { [name: string]: [Json, Json] } };
export type Added = { kind: "added"; parent: Id; field: string; index: number; node: NodeJson };
export type Removed = { kind: "removed"; parent: Id; field: string; index: number; node: NodeJson };
export type Moved = { kind: "moved"; id: Id; from: Place; to: Place };
export type Change = Updated | Added | Removed | Moved;

export type History = { undo: boolean; redo: boolean };
export type Snapshot = { rev: number; doc: NodeJson } & History;

export type ToBrowser =
  | ({ type: "snapshot"; client: string } & Snapshot)
  | ({ type: "ready"; client: string; rev: number } & History)
  | ({ type: "commit"; from: number; rev: number; changes: Change[]; origins: string[] } & History)
  | { type: "reject"; cid: string | null; code: string; sentence: string; hint: string };

export type ToKernel =
  | { type: "hello"; client: string; rev: number | null }
  | { type: "bye"; client: string }
  | { type: "edit"; cid: string; base: number; label: string; changes: Change[] }
  | { type: "undo"; cid: string }
  | { type: "redo"; cid: string };

/** What carries the messages: a notebook, a page without a kernel, a test. */
export interface Host {
  /** The map at the start; the kernel may be ahead of it by now. */
  snapshot(): Snapshot;
  send(message: ToKernel): void;
  /** Returns a function that stops listening. */
  listen(receive: (message: ToBrowser) => void): () => void;
}
