/** A control for each kind of field; which kinds there are, widgets/forms.py says. */
import type { ComponentChildren, FunctionComponent } from "preact";
import { setEntry, setField } from "../../document/edits";
import type { FieldSpec } from "../../document/forms";
import { entryOf } from "../../document/keyed";
import { linesOf, textOfLines } from "../../document/lines";
import { number } from "../../document/numbers";
import type { Rec } from "../../document/records";
import { type Scale, scaleOf } from "../../document/scale";
import type { Id, Json } from "../../document/types";
import { parseNumber } from "../../tables/content";
import { textOf } from "../../widget/editing";
import { Mark, personasOf } from "../../widget/personas";
import { useView, type View } from "../view";
import { type ControlProps, TextField } from "./field";
import { PictureField } from "./picture";
import { labelOf, titleOf } from "./words";

/** The record as it is when an edit is made. */
const now = (view: View, record: Rec) => view.session.store.peek(record.id) ?? record;

function edit(view: View, record: Rec, spec: FieldSpec, value: Json, label: string): void {
  const said = view.t("editor.said.edited", { what: label });
  view.session.edit(setField(now(view, record), spec.name, value), said);
}

function mapScale(view: View): Scale {
  return scaleOf(view.session.store.get(view.session.root)?.fields);
}

function rangeOf({ t }: View, low: number | undefined, high: number | undefined): string {
  const plain = (value: number) => number(value, t);
  if (low === undefined) return "";
  if (high === undefined) return `≥ ${plain(low)}`;
  return `${plain(low)} … ${low < 0 && high > 0 ? "+" : ""}${plain(high)}`;
}

function Plain({ spec, record, label }: ControlProps) {
  const view = useView();
  const { name, kind } = spec;
  const scale = kind === "score" ? mapScale(view) : spec;
  const numeric = kind === "number" || kind === "score";
  return (
    <TextField
      label={label}
      value={textOf(record.fields[name])}
      date={kind === "day"}
      numeric={numeric}
      hint={numeric ? rangeOf(view, scale.low, scale.high) : undefined}
      changes={(text) =>
        setField(now(view, record), name, numeric ? parseNumber(text) : text || null)
      }
    />
  );
}

function Choice({ spec, record, label }: ControlProps) {
  const view = useView();
  const { name, choices = [], words } = spec;
  const value = textOf(record.fields[name]) || (spec.default ?? "");
  return (
    <select
      class="cjw-input"
      aria-label={label}
      disabled={!view.canEdit}
      value={value}
      onChange={({ currentTarget }) => {
        const chosen = currentTarget.value;
        edit(view, record, spec, chosen === (spec.default ?? "") ? null : chosen, label);
      }}
    >
      {!spec.default && <option value="">–</option>}
      {choices.map((choice) => (
        <option key={choice} value={choice}>
          {view.t(words ? `${words}.${choice}` : `choice.${choice}`)}
        </option>
      ))}
    </select>
  );
}

function Flag({ spec, record, label }: ControlProps) {
  const view = useView();
  return (
    <input
      type="checkbox"
      aria-label={label}
      disabled={!view.canEdit}
      checked={record.fields[spec.name] === true}
      onChange={({ currentTarget }) =>
        edit(view, record, spec, currentTarget.checked || null, label)
      }
    />
  );
}

/** The node that is meant, out of all that stand in such a list. */
function Reference({ spec, record, label }: ControlProps) {
  const view = useView();
  const { store } = view.session;
  const candidates = [...store.records.values()].filter((other) => other.slot === spec.to);
  return (
    <select
      class="cjw-input"
      aria-label={label}
      disabled={!view.canEdit}
      value={textOf(record.fields[spec.name])}
      onChange={({ currentTarget }) => edit(view, record, spec, currentTarget.value || null, label)}
    >
      <option value="">–</option>
      {candidates.map((other) => (
        <option key={other.id} value={other.id}>
          {titleOf(view, other)}
        </option>
      ))}
    </select>
  );
}

function Words({ spec, record, label }: ControlProps) {
  const view = useView();
  return (
    <TextField
      label={label}
      lines
      hint={view.t("editor.panel.lines")}
      value={textOfLines((record.fields[spec.name] ?? []) as string[])}
      changes={(text) => setField(now(view, record), spec.name, orNone(linesOf(text)))}
    />
  );
}

const orNone = (list: Json[]): Json => (list.length ? list : null);

type EntryProps = ControlProps & {
  entries: { id: Id; name: ComponentChildren; label: string }[];
  parse: (text: string) => Json;
  numeric?: boolean;
  hint?: string;
};

/** A text or number for each of several other nodes. */
function Entries({ spec, record, label, entries, parse, numeric, hint }: EntryProps) {
  const view = useView();
  const held = record.fields[spec.name];
  return (
    <div class="cjw-entries">
      {entries.map((entry) => (
        <div key={entry.id} class="cjw-entry">
          <span>{entry.name}</span>
          <TextField
            label={`${label}, ${entry.label}`}
            value={textOf(entryOf(held, entry.id))}
            numeric={numeric}
            hint={hint}
            changes={(text) => setEntry(now(view, record), spec.name, entry.id, parse(text))}
          />
        </div>
      ))}
    </div>
  );
}

function personaEntries(view: View) {
  return personasOf(view)
    .filter(({ id }) => id !== "")
    .map(({ id, name, index }) => ({
      id,
      label: name,
      name: (
        <>
          <Mark index={index} /> {name}
        </>
      ),
    }));
}

function Scores(props: ControlProps) {
  const view = useView();
  const { low, high } = mapScale(view);
  const entries = personaEntries(view);
  return (
    <Entries
      {...props}
      entries={entries}
      parse={parseNumber}
      numeric
      hint={rangeOf(view, low, high)}
    />
  );
}

const QUESTION = "persona.question.";

/** Texts by lane, and answers by question. */
function Texts(props: ControlProps) {
  const view = useView();
  const { store, root } = view.session;
  const lanes = (store.get(root)?.children.lanes ?? [])
    .map((id) => store.get(id))
    .filter((lane): lane is Rec => !!lane && (lane.fields.shows ?? "text") === "text")
    .map((lane) => ({ id: lane.id, label: titleOf(view, lane), name: titleOf(view, lane) }));
  const questions = Object.entries(view.texts.value)
    .filter(([key]) => key.startsWith(QUESTION))
    .map(([key, text]) => ({ id: key.slice(QUESTION.length), label: text, name: text }));
  const entries = props.spec.name === "answers" ? questions : lanes;
  return <Entries {...props} entries={entries} parse={(text) => text || null} />;
}

type Measured = { value: number; n?: number; low?: number; high?: number; source?: string };

/** What was measured is read, never written by hand. */
function Measurements({ spec, record }: ControlProps) {
  const view = useView();
  const plain = (value: number) => number(value, view.t);
  const held = (record.fields[spec.name] ?? {}) as unknown as Record<string, Measured>;
  const names = new Map(personasOf(view).map(({ id, name }) => [id, name]));
  return (
    <div class="cjw-entries">
      {Object.keys(held).length === 0 && <span class="cjw-fixed">–</span>}
      {Object.entries(held).map(([id, { value, n, low, high, source }]) => (
        <div key={id} class="cjw-entry">
          <span>{names.get(id) ?? view.t("emotion.everyone")}</span>
          <span class="cjw-fixed">
            {[
              plain(value),
              low !== undefined && high !== undefined && `[${plain(low)}, ${plain(high)}]`,
              n !== undefined && `· n ${plain(n)}`,
              source && `· ${source}`,
            ]
              .filter(Boolean)
              .join(" ")}
          </span>
        </div>
      ))}
    </div>
  );
}

function ScaleField({ spec, record, label }: ControlProps) {
  const view = useView();
  const scale = scaleOf(record.fields);
  const set = (part: { [name: string]: Json }) => {
    const { low, high, labels } = { ...scaleOf(now(view, record).fields), ...part };
    const value = { low, high, ...(labels.length ? { labels: [...labels] } : {}) };
    return setField(now(view, record), spec.name, value);
  };
  const end = (name: "low" | "high") => (
    <div class="cjw-entry">
      <span>{labelOf(view, "Scale", name)}</span>
      <TextField
        label={`${label}, ${labelOf(view, "Scale", name)}`}
        numeric
        value={String(scale[name])}
        changes={(text) => set({ [name]: parseNumber(text) })}
      />
    </div>
  );
  return (
    <div class="cjw-entries">
      {end("low")}
      {end("high")}
      <TextField
        label={`${label}, ${labelOf(view, "Scale", "labels")}`}
        lines
        hint={view.t("emotion.words").replaceAll("|", "\n")}
        value={textOfLines(scale.labels)}
        changes={(text) => set({ labels: linesOf(text) })}
      />
    </div>
  );
}

export const CONTROLS: Record<string, FunctionComponent<ControlProps>> = {
  text: Plain,
  number: Plain,
  score: Plain,
  day: Plain,
  choice: Choice,
  flag: Flag,
  reference: Reference,
  words: Words,
  scores: Scores,
  texts: Texts,
  measurements: Measurements,
  scale: ScaleField,
  image: PictureField,
};
