/** The bar above a board: whose evidence is shown, what is selected, and what that comes to. */
import { useSignal } from "@preact/signals";
import type { Words } from "../document/texts";
import { Mark } from "../widget/personas";
import type { Click, Dimension, Filter, Option } from "./source";

/** More buttons than these are folded away: they would take the place of the map. */
const MOST = 12;

type Props = { filter: Filter; gone: boolean; t: Words; send: (click: Click) => void };
type Part = { dimension: Dimension; t: Words; send: (click: Click) => void };

const toggle = ({ name }: Dimension, { key }: Option): Click => ({
  type: "toggle",
  dimension: name,
  key,
});

function Buttons({ dimension, t, send }: Part) {
  const all = useSignal(false);
  const { name, marked, options } = dimension;
  const some = options.some(({ on }) => on);
  const unfolded = ({ on }: Option, at: number) => all.value || on || at < MOST;
  const hidden = options.filter((option, at) => !unfolded(option, at)).length;
  return (
    <fieldset>
      <legend>{t(`board.${name}`)}</legend>
      {options.map(
        (option, index) =>
          unfolded(option, index) && (
            <button
              key={option.key}
              type="button"
              aria-pressed={option.on}
              onClick={() => send(toggle(dimension, option))}
            >
              {marked && <Mark index={index} hollow={some && !option.on} />}
              {marked && " "}
              <span>{option.name || t("board.untitled")}</span>
            </button>
          ),
      )}
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

function Chip({ dimension, option, t, send }: Part & { option: Option }) {
  const drop = t("board.drop", { what: option.name });
  return (
    <button
      type="button"
      class="cjw-place"
      aria-label={drop}
      title={drop}
      onClick={() => send(toggle(dimension, option))}
    >
      <span>{option.name || t("board.untitled")}</span> ×
    </button>
  );
}

function news({ reading, stale, said }: Filter, t: Words): string {
  if (reading) return t("board.reading");
  return stale ? t("board.stale") : said.join(" · ");
}

export function FilterBar({ filter, gone, t, send }: Props) {
  const offered = filter.dimensions.filter((each) => each.shows === "buttons");
  const chips = filter.dimensions
    .filter((each) => each.shows === "chips")
    .flatMap((dimension) => dimension.options.map((option) => ({ dimension, option })));
  const narrowed = filter.dimensions.some(({ options }) => options.some(({ on }) => on));
  return (
    <div class="cjw-filter" role="toolbar" aria-label={t("board.filter")}>
      {offered.map(
        (dimension) =>
          dimension.options.length > 1 && (
            <Buttons key={dimension.name} dimension={dimension} t={t} send={send} />
          ),
      )}
      <div>
        <p role="status">{gone ? t("board.gone") : news(filter, t)}</p>
        {chips.length > 0 && (
          <fieldset>
            <legend>{t("board.selected")}</legend>
            {chips.map((chip) => (
              <Chip key={`${chip.dimension.name} ${chip.option.key}`} {...chip} t={t} send={send} />
            ))}
          </fieldset>
        )}
        {narrowed && (
          <button type="button" class="cjw-quiet" onClick={() => send({ type: "clear" })}>
            {t("board.clear")}
          </button>
        )}
      </div>
    </div>
  );
}
