/** Personas as the curve shows them: a colour and a mark each, never colour alone. */
import type { Id } from "../document/types";
import type { Widget } from "./widget";

const SHAPES = [
  "M7 1.6a5.4 5.4 0 1 1 0 10.8a5.4 5.4 0 1 1 0-10.8z",
  "M7 .6L13.4 7L7 13.4L.6 7z",
  "M2 2h10v10H2z",
  "M7 1.2L13.2 12.4H.8z",
  "M.8 1.6h12.4L7 12.8z",
  "M4 1h6l3 6-3 6H4L1 7z",
];

export type Persona = { id: Id; name: string; index: number };

export function Mark({ index, hollow = false }: { index: number; hollow?: boolean }) {
  const colour = `cjw-p${(index % 4) + 1}`;
  return (
    <svg
      class={`cjw-mark ${colour}${hollow ? " cjw-hollow" : ""}`}
      width="14"
      height="14"
      viewBox="0 0 14 14"
      aria-hidden="true"
    >
      <path d={SHAPES[index % SHAPES.length]} />
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
