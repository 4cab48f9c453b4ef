/** A text of a card: read as it is, edited in place, a quiet hint while there is none. */
import type { ComponentChildren } from "preact";
import { setField } from "../document/edits";
import { linesOf, textOfLines } from "../document/lines";
import type { Words } from "../document/texts";
import type { Id, Json } from "../document/types";
import { editText, saidBy } from "../widget/editing";
import { type CardsView, useCards } from "./cards-view";

export type FieldOf = {
  id: Id;
  name: string;
  label: string;
  /** The entry, for a field that holds texts by id. */
  entry?: string;
  multiline?: boolean;
  /** Each line is a text of its own: Enter begins the next. */
  lines?: boolean;
  format?: (held: Json | undefined, t: Words) => string;
  parse?: (text: string) => Json;
};

type Options = { replace?: boolean; select?: boolean };

export function editField(view: CardsView, over: HTMLElement, field: FieldOf & Options): void {
  editText(view, { ...field, over, field: field.name });
}

type Props = FieldOf & {
  /** Whose card it is on; the record's own id unless it is a part of the persona. */
  persona?: Id;
  /** What stands there while there is no text; by default what it is. */
  hint?: string;
  class?: string;
  /** What stands there instead of the plain text. */
  children?: ComponentChildren;
  onDelete?: () => void;
};

export function Field({ persona, class: kind, children, onDelete, ...field }: Props) {
  const view = useCards();
  const { session } = view;
  const record = session.store.get(field.id);
  if (!record) return null;
  const { hint = field.label } = field;
  const text = saidBy(record, { ...field, field: field.name }, view.t);

  const open = (over: HTMLElement, replace = false) => editField(view, over, { ...field, replace });
  const clear = () => {
    if (onDelete) onDelete();
    else if (field.entry === undefined) {
      session.edit(setField(record, field.name, null), view.t("editor.said.cleared"));
    }
  };
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { key, currentTarget: over } = event;
    const step = { ArrowUp: -1, ArrowDown: 1 }[key];
    if (step) view.neighbour(over, step)?.focus();
    else if (key === "Enter" || key === "F2") open(over);
    else if (key === "Delete" || key === "Backspace") clear();
    else {
      // The text field has the focus before the key takes effect, so the sign lands in it.
      if (key.length === 1 && key !== " ") open(over, true);
      return;
    }
    event.preventDefault();
  };
  return (
    <button
      type="button"
      class={`cjw-field ${kind ?? ""}${text ? "" : " cjw-blank cjw-edits"}`}
      data-persona={persona ?? field.id}
      data-field={field.entry ?? (persona ? field.id : field.name)}
      aria-label={`${field.label}: ${(text || hint).replace(/\s+/g, " ")}`}
      title={field.label}
      onClick={(event) => open(event.currentTarget)}
      onKeyDown={onKeyDown}
    >
      {text ? (children ?? text) : hint}
    </button>
  );
}

const BULLET = /^\s*(?:[-–—•*·]|\d+[.)、])\s+/;

export function wordsOf(held: Json | undefined): string[] {
  return (held ?? []) as string[];
}

/** Lines become texts; the bullets of a list that was pasted go. */
export function parseLines(text: string): Json {
  const words = linesOf(text, (line) => line.replace(BULLET, ""));
  return words.length ? words : null;
}

type WordsProps = Pick<Props, "id" | "name" | "label" | "hint" | "class">;

/** Several short texts. */
export function WordsField(props: WordsProps) {
  const held = useCards().session.store.get(props.id)?.fields[props.name];
  return (
    <Field {...props} lines format={(value) => textOfLines(wordsOf(value))} parse={parseLines}>
      {wordsOf(held).map((word, index) => (
        <span key={index} class="cjw-item">
          {`${word} `}
        </span>
      ))}
    </Field>
  );
}
