/** How well a statement is backed: the badge, and the menu that says so. */

import { add, setField } from "../document/edits";
import { number } from "../document/numbers";
import type { Rec } from "../document/records";
import { EVIDENCE_LEVEL } from "../document/schema.generated";
import type { Store } from "../document/store";
import { textOf } from "./editing";
import { type MenuItem, useWidget, type Widget } from "./widget";

const rank = (source: Rec | undefined): number =>
  Math.max(0, (EVIDENCE_LEVEL as readonly string[]).indexOf(textOf(source?.fields.level)));

/** The sources of a record, the strongest first. */
function sourcesOf(store: Store, record: Rec): Rec[] {
  return (record.children.evidence ?? [])
    .map((source) => store.get(source))
    .filter((source): source is Rec => source !== undefined)
    .sort((a, b) => rank(b) - rank(a));
}

export function evidenceItems(view: Widget, record: Rec): MenuItem[] {
  const { session, t } = view;
  const best = sourcesOf(session.store, record)[0];
  return EVIDENCE_LEVEL.map((name, index) => ({
    label: t(`level.${name}`),
    checked: rank(best) === index,
    run: () => {
      const now = best && session.store.peek(best.id);
      const level = index === 0 ? null : name;
      const changes = now
        ? setField(now, "level", level)
        : [add(record, "evidence", 0, level ? { level } : {})[0]];
      session.edit(changes, t(`level.${name}`));
      view.focusActive();
    },
  }));
}

export function EvidenceBadge({ of }: { of: Rec }) {
  const { session, t } = useWidget();
  const sources = sourcesOf(session.store, of);
  const best = sources[0];
  const name = t(`level.${EVIDENCE_LEVEL[rank(best)]}`);
  const n = best?.fields.n;
  const said = [name, ...sources.map((each) => textOf(each.fields.source)).filter(Boolean)];
  return (
    <span class={`cjw-badge${rank(best) < 2 ? " cjw-weak" : ""}`} title={said.join(" · ")}>
      {n ? `n ${number(+n, t)}` : name}
    </span>
  );
}
