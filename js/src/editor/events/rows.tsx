/** The lines of the group: what a rule or an event is called, its customers and its events. */
import type { ComponentChildren } from "preact";
import type { Counted } from "../../document/figures";
import { SMALL } from "../../document/figures";
import { count } from "../../document/numbers";
import { Icon } from "../../widget/icons";
import { useView } from "../view";

type Count = number | null | undefined;

/** Customers are not counted out where they are few. */
export const told = (n: Count): number | string => (n === undefined ? "" : (n ?? SMALL));

/** The same as it stands alone. */
export function useCounts(): (n: Count) => string {
  const { t } = useView();
  return (n) => {
    const said = told(n);
    return typeof said === "number" ? count(said, t) : said;
  };
}

export function Line({ children, counted }: { children: ComponentChildren; counted?: Counted }) {
  const shown = useCounts();
  return (
    <div class="cjw-event-line">
      {children}
      <span>{shown(counted?.[0])}</span>
      <b>{shown(counted?.[1])}</b>
    </div>
  );
}

/** What becomes a rule of the place when it is pressed. */
export function Offer({ name, counted, run }: { name: string; counted: Counted; run: () => void }) {
  const { t } = useView();
  const [customers, events] = counted;
  const label = t("editor.events.offer", {
    what: name,
    customers: told(customers),
    events: told(events),
  });
  return (
    <Line counted={counted}>
      <span>
        <button type="button" class="cjw-chip cjw-offer" aria-label={label} onClick={run}>
          <span>{name}</span> <Icon name="plus" size={10} />
        </button>
      </span>
    </Line>
  );
}

export function Lines({ title, children }: { title: string; children: ComponentChildren[] }) {
  if (!children.length) return null;
  return (
    <div class="cjw-event-lines">
      <span class="cjw-event-title">{title}</span>
      {children}
    </div>
  );
}
