/** Six questions to ask a customer, and what this one answered. */
import { useSignal } from "@preact/signals";
import { entryOf } from "../document/keyed";
import type { Rec } from "../document/records";
import { Icon } from "../widget/icons";
import { useCards } from "./cards-view";
import { Field } from "./field";

export const QUESTIONS = [
  "problem",
  "competitors",
  "why",
  "feelings",
  "improve",
  "expectations",
] as const;

export function Interview({ persona }: { persona: Rec }) {
  const { t } = useCards();
  const open = useSignal(false);
  const { answers } = persona.fields;
  const count = QUESTIONS.filter((question) => entryOf(answers, question)).length;
  return (
    <div class="cjw-interview">
      <button
        type="button"
        class="cjw-disclosure"
        data-persona={persona.id}
        data-field="interview"
        aria-expanded={open.value}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        <Icon name={open.value ? "down" : "right"} size={12} />
        <span>{t("persona.interview")}</span>
        <span class="cjw-count">{t("persona.answered", { count, all: QUESTIONS.length })}</span>
      </button>
      {open.value &&
        QUESTIONS.map((question) => (
          <div key={question} class="cjw-question">
            <span>{t(`persona.question.${question}`)}</span>
            <Field
              id={persona.id}
              name="answers"
              entry={question}
              label={t(`persona.question.${question}`)}
              hint={t("persona.answer_hint")}
            />
          </div>
        ))}
    </div>
  );
}
