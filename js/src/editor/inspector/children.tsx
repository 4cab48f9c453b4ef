/** A list of nodes in the panel: their texts, the way into each, adding and removing. */
import { add, removeNode, setField } from "../../document/edits";
import type { FieldSpec } from "../../document/forms";
import type { Rec } from "../../document/records";
import { textOf } from "../../widget/editing";
import { Icon } from "../../widget/icons";
import { afterDrawing } from "../../widget/widget";
import { useView } from "../view";
import { TextField } from "./field";
import { titleOf } from "./words";

type Props = { spec: FieldSpec; record: Rec; label: string };

export function ChildrenField({ spec, record, label }: Props) {
  const view = useView();
  const { session, t } = view;
  const field = view.forms.value[spec.of ?? ""]?.label ?? "name";
  const children = (record.children[spec.name] ?? [])
    .map((id) => session.store.get(id))
    .filter((child): child is Rec => child !== undefined);

  const append = () => {
    const now = session.store.peek(record.id);
    if (!now) return;
    const [change, id] = add(now, spec.name, children.length, {});
    session.edit([change], t("editor.said.added", { what: label }));
    afterDrawing(() =>
      view.root.querySelector<HTMLElement>(`[data-child="${id}"] textarea`)?.focus(),
    );
  };
  const remove = (child: Rec, list: Element | null | undefined) => {
    const what = titleOf(view, child);
    session.edit(removeNode(session.store, child.id), t("editor.said.removed", { what }));
    afterDrawing(() => list?.querySelector<HTMLElement>(".cjw-append")?.focus());
  };
  return (
    <section class="cjw-children" aria-label={label}>
      <div class="cjw-children-head">
        <h4>{label}</h4>
        <button
          type="button"
          class="cjw-button cjw-append cjw-edits"
          aria-label={t("editor.add_to", { what: label })}
          title={t("editor.add_to", { what: label })}
          onClick={append}
        >
          <Icon name="plus" size={12} />
        </button>
      </div>
      {children.map((child) => (
        <div key={child.id} class="cjw-child" data-child={child.id}>
          <div>
            <TextField
              label={`${label}, ${titleOf(view, child)}`}
              hint={titleOf(view, child)}
              value={textOf(child.fields[field])}
              changes={(text) =>
                setField(session.store.peek(child.id) ?? child, field, text || null)
              }
            />
          </div>
          <button
            type="button"
            class="cjw-button"
            aria-label={t("editor.panel.open", { what: titleOf(view, child) })}
            title={t("editor.panel.open", { what: titleOf(view, child) })}
            onClick={() => {
              view.inspected.value = child.id;
            }}
          >
            <Icon name="next" size={12} />
          </button>
          <button
            type="button"
            class="cjw-button cjw-edits"
            aria-label={t("editor.panel.delete", { what: titleOf(view, child) })}
            title={t("editor.panel.delete", { what: titleOf(view, child) })}
            onClick={(event) => remove(child, event.currentTarget.closest("section"))}
          >
            <Icon name="close" size={12} />
          </button>
        </div>
      ))}
    </section>
  );
}
