/** What is found while one types: what is free first, what belongs elsewhere last. */
import type { Typed } from "../../document/figures";
import type { Id } from "../../document/types";
import { titleOf } from "../inspector/words";
import { useView } from "../view";
import { bind } from "./bind";
import { Line, Lines, Offer, told } from "./rows";

/** Others that no rule matches, below what is like it. */
const REST = 5;

type Props = { typed: Typed; id: Id; done: () => void };

export function Found({ typed, id, done }: Props) {
  const view = useView();
  const { t } = view;
  const { rule, star, free, rest, elsewhere } = typed;
  const add = (name: string) => () => {
    bind(view, id, [name]);
    done();
  };
  const pattern = star && <Offer name={star[0]} counted={[star[1], star[2]]} run={add(star[0])} />;
  return (
    <>
      <Catch caught={rule} />
      <Lines title={t("editor.events.free")}>
        {[
          ...free.map(([name, ...counted]) => (
            <Offer key={name} name={name} counted={counted} run={add(name)} />
          )),
          ...(pattern ? [pattern] : []),
        ]}
      </Lines>
      <Lines title={t("editor.events.rest")}>
        {rest.slice(0, REST).map(([name, ...counted]) => (
          <Offer key={name} name={name} counted={counted} run={add(name)} />
        ))}
      </Lines>
      <Lines title={t("editor.events.elsewhere")}>
        {elsewhere.map(([name, place, ...counted]) => (
          <Line key={name} counted={counted}>
            <span>
              <span class="cjw-chip">{name}</span> <Place id={place} />
            </span>
          </Line>
        ))}
      </Lines>
    </>
  );
}

/** What the text would match as it is, if it became a rule. */
function Catch({ caught: [rule, customers, events, taken] }: { caught: Typed["rule"] }) {
  const { t } = useView();
  const said = events
    ? t("editor.events.catches", {
        rule,
        customers: told(customers),
        events: told(events),
      })
    : t("editor.events.catches_none", { rule });
  return (
    <span class="cjw-fixed cjw-event-catch" role="status">
      {[said, taken > 0 && t("editor.events.taken", { events: told(taken) })]
        .filter(Boolean)
        .join(" ")}
    </span>
  );
}

/** The way to where an event belongs. */
function Place({ id }: { id: Id }) {
  const view = useView();
  const record = view.session.store.get(id);
  if (!record) return null;
  return (
    <button
      type="button"
      class="cjw-event-place"
      onClick={() => {
        view.inspected.value = id;
      }}
    >
      {titleOf(view, record)}
    </button>
  );
}
