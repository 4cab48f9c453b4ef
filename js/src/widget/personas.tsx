/** Personas as the curve shows them: a colour and a mark each, never colour alone. */
import { HUES, MARKS } from "../document/schema.generated";
import type { Id } from "../document/types";
import type { Widget } from "./widget";

export type Persona = { id: Id; name: string; index: number };

/** The class of a persona's colour. */
export const hueOf = (index: number) => `cjw-p${(index % HUES) + 1}`;

export function Mark({ index, hollow = false }: { index: number; hollow?: boolean }) {
  return (
    <svg
      class={`cjw-mark ${hueOf(index)}${hollow ? " cjw-hollow" : ""}`}
      width="14"
      height="14"
      viewBox="0 0 14 14"
      aria-hidden="true"
    >
      <path d={`M7 7${MARKS[index % MARKS.length]}`} />
    </svg>
  );
}

/** Whose curves are drawn; a map without personas has one, of everyone. */
export function personasOf(view: Widget): Persona[] {
  const { store, root } = view.session;
  const ids = store.get(root)?.children.personas ?? [];
  if (ids.length === 0) return [{ id: "", name: view.t("emotion.everyone"), index: 0 }];
  return ids.map((id, index) => {
    const name = String(store.get(id)?.fields.name ?? "") || view.t("editor.untitled_persona");
    return { id, name, index };
  });
}
