/** Rules are added to places and taken out, by key, by pointer, or dropped onto a touchpoint. */
import type { Signal } from "@preact/signals";
import { setField } from "../../document/edits";
import type { Rec } from "../../document/records";
import { ruleInWords } from "../../document/rules";
import type { Id, Json } from "../../document/types";
import { seenOf } from "../../dom/boxes";
import { startDrag } from "../../dom/pointer-drag";
import { titleOf } from "../inspector/words";
import type { View } from "../view";

/** An event that is dragged, and where its chip is drawn in the panel. */
export type EventDrag = { name: string; left: number; top: number };

export const rulesOf = (record: Rec | undefined): Json[] => (record?.fields.match ?? []) as Json[];
const same = (one: Json) => (other: Json) => JSON.stringify(one) === JSON.stringify(other);

/** Give a place other rules; what makes them of those it has is asked when it is done. */
function change(view: View, id: Id, rules: (now: Json[]) => Json[], said: string): void {
  const record = view.session.store.peek(id);
  if (!record) return;
  const before = rulesOf(record);
  const after = rules(before);
  const changes = setField(record, "match", after.length ? after : null);
  view.session.edit(changes, said, "", after.length < before.length);
}

export function bind(view: View, id: Id, added: readonly Json[]): void {
  const { store } = view.session;
  const where = store.peek(id);
  const fresh = added.filter((rule) => !rulesOf(where).some(same(rule)));
  if (!where || !fresh.length) return;
  const what = fresh.map((rule) => ruleInWords(rule, view.t)).join(", ");
  const said = view.t("editor.events.bound", { what, where: titleOf(view, where) });
  change(view, id, (now) => [...now, ...fresh], said);
}

export function unbind(view: View, id: Id, rule: Json): void {
  const said = view.t("editor.said.removed", { what: ruleInWords(rule, view.t) });
  change(view, id, (now) => now.filter((other) => !same(rule)(other)), said);
}

/** Another rule in the place of one. */
export function rebind(view: View, id: Id, before: Json, after: readonly Json[]): void {
  const said = view.t("editor.said.edited", { what: ruleInWords(before, view.t) });
  change(
    view,
    id,
    (now) => now.flatMap((rule) => (same(before)(rule) ? [...after] : [rule])),
    said,
  );
}

/** The stage or touchpoint under the pointer; its head is marked. */
function aim(view: View, { clientX, clientY }: PointerEvent): Id | null {
  const { root, session } = view;
  const page = root.getRootNode() as Document | ShadowRoot;
  const cell = page.elementFromPoint(clientX, clientY)?.closest<HTMLElement>("[data-node]");
  const id = cell && root.contains(cell) ? cell.dataset.node : undefined;
  const slot = id === undefined ? undefined : session.store.peek(id)?.slot;
  const free = slot === "touchpoints" || slot === "stages";
  mark(view, free ? id : undefined);
  return free && id !== undefined ? id : null;
}

function mark(view: View, id?: Id): void {
  for (const head of view.root.querySelectorAll("[data-drop]")) head.removeAttribute("data-drop");
  if (id === undefined) return;
  const heads = view.root.querySelectorAll<HTMLElement>(`[role="columnheader"][data-node]`);
  for (const head of heads) if (head.dataset.node === id) head.setAttribute("data-drop", "");
}

/** Drag an unmatched event onto a place; `dragged` holds it meanwhile. */
export function dragEvent(
  view: View,
  event: PointerEvent,
  name: string,
  dragged: Signal<EventDrag | null>,
  begun: () => void,
): void {
  const panel = (event.currentTarget as HTMLElement).closest<HTMLElement>(".cjw-panel");
  if (!view.canEdit || !panel) return;
  const end = () => {
    mark(view);
    dragged.value = null;
  };
  startDrag(
    event,
    {
      move: (moved) => {
        const { left, top } = panel.getBoundingClientRect();
        begun();
        aim(view, moved);
        dragged.value = { name, left: moved.clientX - left, top: moved.clientY - top };
      },
      drop: (dropped) => {
        const id = aim(view, dropped);
        end();
        if (id !== null) bind(view, id, [name]);
      },
      cancel: end,
    },
    {
      hold: true,
      scrolls: { scroller: view.scroller, axes: "xy", room: () => seenOf(view.scroller) },
    },
  );
}
