/** The panel beside the grid: every field of one node. */
import { Fragment } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { type FieldSpec, path } from "../../document/forms";
import type { Rec } from "../../document/records";
import { guardComposition, isComposing } from "../../dom/ime";
import { Tool } from "../../widget/tool";
import { EventsGroup } from "../events/group";
import { useView } from "../view";
import { ChildrenField } from "./children";
import { CONTROLS } from "./controls";
import { closePanel } from "./open";
import { labelOf, titleOf } from "./words";

export function Inspector() {
  const view = useView();
  const { store, root } = view.session;
  const element = useRef<HTMLElement>(null);
  const open = view.panel.value;
  useLayoutEffect(() => {
    if (!open) return;
    // It may lie over what it edits.
    const nearest = { block: "nearest", inline: "nearest" } as const;
    view.root.querySelector(".cjw-grid [data-inspected]")?.scrollIntoView(nearest);
  }, [view, open]);
  useEffect(() => {
    const life = new AbortController();
    if (element.current) guardComposition(element.current, life.signal);
    return () => life.abort();
  }, [open]);
  if (!open) return null;
  const wished = view.inspected.value;
  const record = store.get(wished) ?? store.get(root);
  if (!record) return null;
  const { kind } = record;
  const fields = inOrder(view.forms.value[kind]?.fields ?? []);
  const title = titleOf(view, record);

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    view.focusActive();
  };
  return (
    <section
      ref={element}
      class="cjw-panel"
      aria-label={`${view.t("editor.panel.all")} ${title}`}
      data-lm-suppress-shortcuts="true"
      onKeyDown={onKeyDown}
    >
      <Head record={record} kind={kind} title={title} />
      <fieldset key={record.id} class="cjw-form">
        {fields.map((spec) => (
          <Field key={spec.name} spec={spec} record={record} kind={kind} />
        ))}
      </fieldset>
    </section>
  );
}

function Head({ record, kind, title }: { record: Rec; kind: string; title: string }) {
  const view = useView();
  const { t } = view;
  const above = path(view.session.store, record.id).slice(0, -1);
  return (
    <div class="cjw-panel-head">
      <div>
        <nav class="cjw-path" aria-label={t("editor.panel.path")}>
          {above.map((each) => (
            <Fragment key={each.id}>
              <button
                type="button"
                onClick={() => {
                  view.inspected.value = each.id;
                }}
              >
                {titleOf(view, each)}
              </button>
              {" › "}
            </Fragment>
          ))}
          {t(`field.kind.${kind}`)}
        </nav>
        <h3>{title}</h3>
      </div>
      <Tool icon="close" size={12} label={t("editor.panel.close")} run={() => closePanel(view)} />
    </div>
  );
}

/** What a place is called and what happens there comes before its events, all else after. */
const BASICS = new Set("name description channel key moment_of_truth actions thoughts".split(" "));

function inOrder(fields: readonly FieldSpec[]): readonly FieldSpec[] {
  const events = fields.filter(({ kind }) => kind === "rules");
  if (!events.length) return fields;
  const rest = fields.filter(({ kind }) => kind !== "rules");
  const basics = rest.filter(({ name }) => BASICS.has(name));
  return [...basics, ...events, ...rest.filter(({ name }) => !BASICS.has(name))];
}

const MANY = new Set(["image", "scores", "texts", "measurements", "scale"]);

function Field({ spec, record, kind }: { spec: FieldSpec; record: Rec; kind: string }) {
  const view = useView();
  const label = labelOf(view, kind, spec.name);
  if (spec.kind === "children") return <ChildrenField spec={spec} record={record} label={label} />;
  if (spec.kind === "rules") return <EventsGroup spec={spec} record={record} label={label} />;
  const Control = CONTROLS[spec.kind];
  if (!Control) return null;
  // A click on the name goes to the control; beside several of them it would go astray.
  const Row = MANY.has(spec.kind) ? "div" : "label";
  return (
    <Row class={`cjw-prop cjw-prop-${spec.kind}`} data-field={spec.name}>
      <span aria-hidden="true">{label}</span>
      <span>
        <Control spec={spec} record={record} label={label} />
      </span>
    </Row>
  );
}
