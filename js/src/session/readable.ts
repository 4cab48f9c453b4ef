/** Edits as text that a person can keep, with the changes that `JourneyMap.apply` takes. */
import { parts } from "../document/keyed";
import type { Records } from "../document/records";
import type { Change, Id, Json } from "../document/types";
import type { Edit } from "./unsaved";

type Translate = (key: string, values?: Record<string, string | number>) => string;

export function readable(records: Records, edits: readonly Edit[], t: Translate): string {
  const changes = edits.flatMap((edit) => edit.changes);
  const lines = changes.flatMap((change) => sentences(records, change, t));
  return `${lines.join("\n")}\n\n${JSON.stringify(changes, null, 1)}\n`;
}

function sentences(records: Records, change: Change, t: Translate): string[] {
  switch (change.kind) {
    case "updated":
      return parts(change).map(({ id, field, key, now }) => {
        const label = fieldName(records, field, key, t);
        return `${nameOf(records, id)} · ${label}: ${plain(now)}`;
      });
    case "added":
      return [t("editor.said.added", { what: described(change.node) })];
    case "removed":
      return [t("editor.said.removed", { what: nameOf(records, change.node.id) })];
    case "moved":
      return [t("editor.said.moved", { what: nameOf(records, change.id), where: "" }).trim()];
  }
}

function nameOf(records: Records, id: Id): string {
  const record = records.get(id);
  return record ? described(record.fields) || id : id;
}

function described(fields: Readonly<Record<string, Json>>): string {
  return String(fields.name ?? fields.title ?? fields.text ?? "");
}

/** The name of the lane that shows it, where there is one. */
function fieldName(records: Records, field: string, key: string | null, t: Translate): string {
  const own = key === null ? undefined : records.get(key)?.fields;
  if (own) return described(own) || t("lane.text");
  const known = t(`lane.${field}`);
  return known === `lane.${field}` ? field : known;
}

function plain(value: Json): string {
  if (value === null) return "–";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
