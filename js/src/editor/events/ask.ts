/** Asks Python what the rules of a place match, and what a rule would that is being typed. */
import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Events } from "../../document/figures";
import type { Rec } from "../../document/records";
import type { ToBrowser } from "../../document/types";
import { useView } from "../view";

/** Milliseconds without a key before what is typed is looked up. */
const PAUSE = 150;

export type Told = { events: Events | null; problem: string; typed: string };
const UNTOLD: Told = { events: null, problem: "", typed: "" };

/** What is known now; the numbers before stay until newer ones come. */
export function useEvents(record: Rec, typed: Signal<string>): Told {
  const view = useView();
  const told = useSignal(UNTOLD);
  const asked = useRef(0);
  const { id } = record;
  const rules = JSON.stringify(record.fields.match ?? []);
  const figures = view.figures.value;
  const log = figures?.sources.some(({ kind }) => kind === "log") ?? false;
  // Newer figures mean another log, or rules that somebody else changed.
  const settled = figures !== null && !figures.stale && figures;
  const text = typed.value.trim();
  useEffect(() => {
    if (!log) {
      told.value = UNTOLD;
      return;
    }
    let stop = () => {};
    asked.current += 1;
    const question = asked.current;
    const client = `${view.describedBy}-events`;
    const hear = (answer: ToBrowser) => {
      if (answer.type !== "events" || answer.client !== client) return;
      if (answer.question !== question) return;
      const { problem = "" } = answer;
      const events = "rules" in answer ? (answer as unknown as Events) : null;
      // What is being typed may be wrong while all else stays as it was.
      told.value = {
        events: events ?? (problem ? told.peek().events : null),
        problem,
        typed: text,
      };
    };
    const timer = setTimeout(
      () => {
        const { host } = view.trail;
        stop = host.listen(hear);
        host.send({ type: "events", client, question, node: id, typed: text });
      },
      text ? PAUSE : 0,
    );
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [view, id, rules, text, log, settled]);
  return told.value;
}
