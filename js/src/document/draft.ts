/** Collects an edit of many cells: one change for each node, however many of its fields change. */
import { removeNode } from "./edits";
import { newId } from "./ids";
import { own } from "./own";
import type { Store } from "./store";
import type { Added, Change, Fields, Id, Json, NodeJson } from "./types";

const same = (a: Json, b: Json) => JSON.stringify(a) === JSON.stringify(b);

export class Draft {
  readonly #removed = new Map<Id, Change>();
  readonly #added = new Map<Id, Added>();
  readonly #nodes = new Map<Id, NodeJson>();
  readonly #updated = new Map<Id, Fields>();

  constructor(readonly store: Store) {}

  get(id: Id, field: string): Json {
    const found = own(this.#updated.get(id), field);
    if (found !== undefined) return found;
    return this.#nodes.get(id)?.[field] ?? this.store.peek(id)?.fields[field] ?? null;
  }

  set(id: Id, field: string, value: Json): void {
    const node = this.#nodes.get(id);
    if (node) {
      if (value === null) delete node[field];
      else node[field] = value;
      return;
    }
    this.#updated.set(id, { ...this.#updated.get(id), [field]: value });
  }

  /** Set one entry of a field that holds values by id. */
  setEntry(id: Id, field: string, key: Id, value: Json): void {
    const { [key]: _, ...rest } = (this.get(id, field) ?? {}) as Fields;
    this.set(id, field, value === null ? rest : { ...rest, [key]: value });
  }

  /** Add a node at the end of a list, or at `index` of a list that is in the map already. */
  add(parent: Id, field: string, fields: Fields, index = Number.MAX_SAFE_INTEGER): Id {
    const node: NodeJson = { id: newId(), ...fields };
    this.#nodes.set(node.id, node);
    const around = this.#nodes.get(parent);
    if (around) around[field] = [...((around[field] as Json[] | undefined) ?? []), node];
    else this.#added.set(node.id, { kind: "added", parent, field, index, node });
    return node.id;
  }

  remove(id: Id): void {
    for (const change of removeNode(this.store, id)) this.#removed.set(id, change);
  }

  changes(): Change[] {
    const updates = [...this.#updated].flatMap(([id, fields]): Change[] => {
      const held = this.store.peek(id)?.fields ?? {};
      const pairs = Object.entries(fields)
        .map(([name, value]) => [name, [held[name] ?? null, value]] as [string, [Json, Json]])
        .filter(([, [old, value]]) => !same(old, value) && !(old === null && isEmpty(value)));
      return pairs.length ? [{ kind: "updated", id, fields: Object.fromEntries(pairs) }] : [];
    });
    // A scale comes before the scores that are on it.
    return [...this.#removed.values(), ...updates, ...this.#added.values()];
  }
}

/** What a document leaves out. */
function isEmpty(value: Json): boolean {
  return value === "" || (typeof value === "object" && Object.keys(value ?? {}).length === 0);
}
