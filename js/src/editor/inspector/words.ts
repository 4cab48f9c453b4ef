/** How fields and nodes are called. */
import { own } from "../../document/own";
import type { Rec } from "../../document/records";
import type { View } from "../view";

/** A field's name; it may mean something else in this kind of node, or be that of its lane. */
export function labelOf(view: View, kind: string, name: string): string {
  const texts = view.texts.value;
  const keys = [`field.${kind}.${name}`, `${kind.toLowerCase()}.field.${name}`, `field.${name}`];
  return view.t(keys.find((key) => own(texts, key)) ?? `lane.${name}`);
}

/** What a node says of itself, else what kind of node it is. */
export function titleOf(view: View, record: Rec): string {
  const { kind } = record;
  const held = record.fields[view.forms.value[kind]?.label ?? "name"];
  if (held) return String(held);
  if (kind === "Lane") return view.t(`lane.${record.fields.shows ?? "text"}`);
  return view.t(`field.kind.${kind}`);
}
