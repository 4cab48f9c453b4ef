/** The bar above a board: whose evidence is shown, what is selected, and what that comes to. */
import { useSignal } from "@preact/signals";
import type { Words } from "../document/texts";
import { Mark } from "../widget/personas";
import type { Click, Filter } from "./source";

/** More chips than these are folded away: they would take the place of the map. */
const MOST = 12;

type Props = { filter: Filter; gone: boolean; t: Words; send: (click: Click) => void };

function Channels({ filter, t, send }: Props) {
  const all = useSignal(false);
  const { channels } = filter;
  const shown = all.value ? channels : channels.filter(({ on }, at) => on || at < MOST);
  const hidden = channels.length - shown.length;
  return (
    <fieldset>
      <legend>{t("board.channels")}</legend>
      {shown.map(({ name, on }) => (
        <button
          key={name}
          type="button"
          aria-pressed={on}
          onClick={() => send({ type: "channel", name })}
        >
          <span>{name}</span>
        </button>
      ))}
      {hidden > 0 && (
        <button
          type="button"
          class="cjw-quiet"
          onClick={() => {
            all.value = true;
          }}
        >
          {t("board.more", { count: hidden })}
        </button>
      )}
    </fieldset>
  );
}

function Personas({ filter, t, send }: Props) {
  const some = filter.personas.some(({ on }) => on);
  return (
    <fieldset>
      <legend>{t("board.personas")}</legend>
      {filter.personas.map(({ id, name, on }, index) => (
        <button
          key={id}
          type="button"
          aria-pressed={on}
          onClick={() => send({ type: "toggle", id })}
        >
          <Mark index={index} hollow={some && !on} /> <span>{name || t("board.untitled")}</span>
        </button>
      ))}
    </fieldset>
  );
}

function Places({ filter, t, send }: Props) {
  return (
    <fieldset>
      <legend>{t("board.selected")}</legend>
      {filter.places.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          class="cjw-place"
          aria-label={t("board.drop", { what: name })}
          title={t("board.drop", { what: name })}
          onClick={() => send({ type: "toggle", id })}
        >
          <span>{name || t("board.untitled")}</span> ×
        </button>
      ))}
    </fieldset>
  );
}

function news({ reading, stale, said }: Filter, t: Words): string {
  if (reading) return t("board.reading");
  return stale ? t("board.stale") : said.join(" · ");
}

export function FilterBar(props: Props) {
  const { filter, gone, t, send } = props;
  const { places, personas, channels } = filter;
  const narrowed = places.length > 0 || [...personas, ...channels].some(({ on }) => on);
  return (
    <div class="cjw-filter" role="toolbar" aria-label={t("board.filter")}>
      {personas.length > 1 && <Personas {...props} />}
      {channels.length > 1 && <Channels {...props} />}
      <div>
        <p role="status">{gone ? t("board.gone") : news(filter, t)}</p>
        {places.length > 0 && <Places {...props} />}
        {narrowed && (
          <button type="button" class="cjw-quiet" onClick={() => send({ type: "clear" })}>
            {t("board.clear")}
          </button>
        )}
      </div>
    </div>
  );
}
