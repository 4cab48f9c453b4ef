/** The journey in words: out of sight, and what the grid's description points to. */
import { effect, untracked } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { useView } from "../view";
import { type Described, describe, type Journey } from "./describe";

/** It reads the whole map, so it follows when the edits pause. */
const PAUSE = 400;

export function Description() {
  const view = useView();
  const { store, root } = view.session;
  const [journey, setJourney] = useState<Journey | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = effect(() => {
      store.version.value;
      view.texts.value;
      const seen = view.observed.value;
      const counted = view.source("log") ? view.observedName.value : "";
      clearTimeout(timer);
      timer = setTimeout(
        () => setJourney(untracked(() => describe(store, root, view.t, seen, counted))),
        PAUSE,
      );
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [store, root, view]);
  return (
    <section class="cjw-said" aria-label={view.t("editor.describe.label")} id={view.describedBy}>
      <p>{journey?.summary}</p>
      <Parts parts={journey?.parts ?? []} />
    </section>
  );
}

function Parts({ parts }: { parts: Described[] }) {
  if (parts.length === 0) return null;
  return (
    <ul>
      {parts.map(({ id, title, lines, parts: below }) => (
        <li key={id}>
          <p>{title}</p>
          {lines.map((line, index) => (
            <p key={index}>{line}</p>
          ))}
          <Parts parts={below} />
        </li>
      ))}
    </ul>
  );
}
