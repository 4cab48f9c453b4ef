/** The events of a stage or touchpoint: its rules with what they match, and how to find more. */
import { type Signal, signal, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { setField } from "../../document/edits";
import { figuresInWords } from "../../document/figures";
import { linesOf } from "../../document/lines";
import { count } from "../../document/numbers";
import { isLine, ruleInWords, splitRules, withRuleTexts } from "../../document/rules";
import type { Id, Json } from "../../document/types";
import { isComposing } from "../../dom/ime";
import { Icon } from "../../widget/icons";
import { afterDrawing } from "../../widget/widget";
import { type ControlProps, TextField } from "../inspector/field";
import { useView, type View } from "../view";
import { useEvents } from "./ask";
import { bind, rebind, rulesOf, unbind } from "./bind";
import { Found } from "./found";
import { Line, Lines, Offer, told, useCounts } from "./rows";
import { Tray } from "./tray";

export function EventsGroup(props: ControlProps) {
  const view = useView();
  const asText = useSignal(false);
  const { spec, label } = props;
  return (
    <section class="cjw-children cjw-events" data-field={spec.name} aria-label={label}>
      {view.canEdit ? (
        <Editable {...props} asText={asText.value} toggle={() => (asText.value = !asText.value)} />
      ) : (
        <>
          <div class="cjw-children-head">
            <h4>{label}</h4>
          </div>
          <AsText {...props} />
          <Seen {...props} />
        </>
      )}
    </section>
  );
}

const drafts = new WeakMap<View, Map<Id, Signal<string>>>();

/** What was typed for a place and is no rule yet: whoever comes back to it finds it. */
function useDraft(id: Id): Signal<string> {
  const view = useView();
  const kept = drafts.get(view) ?? new Map<Id, Signal<string>>();
  drafts.set(view, kept);
  const draft = kept.get(id) ?? signal("");
  kept.set(id, draft);
  return draft;
}

type EditableProps = ControlProps & { asText: boolean; toggle: () => void };

function Editable({ spec, record, label, asText, toggle }: EditableProps) {
  const view = useView();
  const { t } = view;
  const shown = useCounts();
  const field = useRef<HTMLInputElement>(null);
  const typed = useDraft(record.id);
  const replaced = useSignal<Json | null>(null);
  const { events, problem, typed: askedFor } = useEvents(record, typed);
  const rules = rulesOf(record);
  const counted = new Map(events?.rules.map(([rule, ...n]) => [JSON.stringify(rule), n]));
  const text = typed.value.trim();
  const log = view.figures.value?.sources.some(({ kind }) => kind === "log") ?? false;
  const together = events?.together;

  const done = () => {
    typed.value = "";
    replaced.value = null;
    afterDrawing(() => field.current?.focus());
  };
  const enter = () => {
    const added = linesOf(typed.peek());
    if (!added.length) return;
    if (replaced.peek() === null) bind(view, record.id, added);
    else rebind(view, record.id, replaced.peek(), added);
    done();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "Enter") {
      event.preventDefault();
      enter();
    } else if (event.key === "Escape" && typed.peek()) {
      event.stopPropagation();
      event.preventDefault();
      done();
    }
  };
  const summary = !rules.length
    ? t("editor.events.none")
    : [
        t("editor.events.rules", { n: count(rules.length, t) }),
        together && t("editor.events.customers_n", { n: told(together[0]) }),
      ]
        .filter(Boolean)
        .join(" · ");
  return (
    <>
      <div class="cjw-children-head">
        <h4>{label}</h4>
        <span class="cjw-mute">{summary}</span>
        <button
          type="button"
          class="cjw-button"
          aria-pressed={asText}
          title={t("editor.events.as_text")}
          onClick={toggle}
        >
          {t("editor.events.as_text")}
        </button>
      </div>
      {asText ? (
        <>
          <AsText spec={spec} record={record} label={label} />
          <Seen spec={spec} record={record} label={label} />
        </>
      ) : (
        rules.length > 0 && (
          <div class="cjw-event-lines">
            {events && (
              <div class="cjw-event-line cjw-mute">
                <span>{t("editor.events.matched_by")}</span>
                <span>{t("editor.events.customers")}</span>
                <span>{t("editor.events.events")}</span>
              </div>
            )}
            {rules.map((rule, index) => (
              <Line key={index} counted={counted.get(JSON.stringify(rule))}>
                <RuleChip
                  rule={rule}
                  edit={() => {
                    typed.value = String(rule);
                    replaced.value = rule;
                    afterDrawing(() => field.current?.select());
                  }}
                  remove={() => {
                    unbind(view, record.id, rule);
                    done();
                  }}
                />
              </Line>
            ))}
            {events && together && rules.length > 1 && (
              <div class="cjw-event-line cjw-event-sum">
                <b>{t("editor.events.together")}</b>
                <span>
                  {t("editor.events.of", {
                    n: shown(together[0]),
                    all: count(events.all[0], t),
                  })}
                </span>
                <b>{shown(together[1])}</b>
              </div>
            )}
          </div>
        )
      )}
      <input
        ref={field}
        type="search"
        class="cjw-input cjw-event-search"
        aria-label={t("editor.events.search")}
        aria-invalid={problem && text ? true : undefined}
        placeholder={t("editor.events.search")}
        value={typed.value}
        onInput={({ currentTarget }) => {
          typed.value = currentTarget.value;
        }}
        onKeyDown={onKeyDown}
      />
      {problem && <span class="cjw-problem">{problem}</span>}
      {!log && <NoLog />}
      {text && !problem && askedFor === text && events?.typed && (
        <Found typed={events.typed} id={record.id} done={done} />
      )}
      {events && !text && (
        <>
          <Lines title={t("editor.events.suggested")}>
            {events.suggested.map(([rule, ...n]) => (
              <Offer
                key={JSON.stringify(rule)}
                name={ruleInWords(rule, t)}
                counted={n}
                run={() => bind(view, record.id, [rule])}
              />
            ))}
          </Lines>
          <Tray events={events} id={record.id} />
        </>
      )}
    </>
  );
}

type ChipProps = { rule: Json; edit: () => void; remove: () => void };

function RuleChip({ rule, edit, remove }: ChipProps) {
  const { t } = useView();
  const words = ruleInWords(rule, t);
  return (
    <span class="cjw-chip cjw-rule">
      {isLine(rule) ? (
        <button type="button" title={t("editor.events.change")} onClick={edit}>
          {words}
        </button>
      ) : (
        <code title={t("editor.panel.python")}>{words}</code>
      )}
      <button
        type="button"
        aria-label={t("editor.panel.delete", { what: words })}
        title={t("editor.panel.delete", { what: words })}
        onClick={remove}
      >
        <Icon name="close" size={10} />
      </button>
    </span>
  );
}

/** How a log is attached, for who has none here. */
function NoLog() {
  const { t } = useView();
  return (
    <p class="cjw-tray cjw-mute">
      {t("editor.events.no_log")} <samp>jm.attach(cj.EventLog("events.csv", …))</samp>
    </p>
  );
}

/** All rules that are texts, a line each: what many are pasted into. */
function AsText({ spec, record, label }: ControlProps) {
  const view = useView();
  const { texts, others } = splitRules(record.fields[spec.name]);
  return (
    <>
      <TextField
        label={label}
        lines
        hint={view.t("editor.panel.rules")}
        value={texts.join("\n")}
        changes={(text) => {
          const before = view.session.store.peek(record.id) ?? record;
          const rules = withRuleTexts(before.fields[spec.name], linesOf(text));
          return setField(before, spec.name, rules.length ? rules : null);
        }}
      />
      {others.map((rule, index) => (
        <code key={index} class="cjw-fixed" title={view.t("editor.panel.python")}>
          {ruleInWords(rule, view.t)}
        </code>
      ))}
    </>
  );
}

/** What the rules found, in words. */
function Seen({ record: { id, slot } }: ControlProps) {
  const view = useView();
  if (!view.source("log")) return null;
  const of = slot === "stages" ? "stage" : "touchpoint";
  const said = figuresInWords(view.observed.value.get(id), of, view.t);
  return <span class="cjw-fixed cjw-hint">{said}</span>;
}
