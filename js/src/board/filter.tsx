/** The line above a board: whose evidence is shown, what is selected, and what that comes to. */
import type { Words } from "../document/texts";
import { Mark } from "../widget/personas";
import { CopyLink } from "./copy-link";
import { Opened } from "./opened";
import type { Choice, Click, Dimension, Filter, Option } from "./source";

/** More buttons than these open: the line is one line. */
const MOST = 4;

type Props = {
  filter: Filter;
  gone: boolean;
  t: Words;
  send: (click: Click) => void;
  /** What was chosen on the board before this one, and what is done when nobody wants it. */
  before?: Choice[] | null;
  forget?: () => void;
};
type Part = { dimension: Dimension; t: Words; send: (click: Click) => void };

const toggle = ({ name }: Dimension, { key }: Option): Click => ({
  type: "toggle",
  dimension: name,
  key,
});

function Buttons({ dimension, t, send }: Part) {
  const { marked, options } = dimension;
  const some = options.some(({ on }) => on);
  return options.map((option, index) => (
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
  ));
}

/** What a list says while it is closed: the one that is on, or how many of how many. */
function shownOf({ options }: Dimension, t: Words): string {
  const on = options.filter((each) => each.on);
  if (on.length === 1) return on[0]?.name || t("board.untitled");
  const counts = { n: on.length, all: options.length };
  return t(on.length === 0 ? "board.all" : "board.some", counts);
}

function Named({ dimension, t, send }: Part) {
  const label = t(`board.${dimension.name}`);
  const buttons = <Buttons dimension={dimension} t={t} send={send} />;
  if (dimension.shows === "list" || dimension.options.length > MOST) {
    const on = dimension.options.some((each) => each.on);
    return (
      <Opened label={label} shown={shownOf(dimension, t)} on={on}>
        {buttons}
      </Opened>
    );
  }
  return (
    <fieldset>
      <legend>{label}</legend>
      {buttons}
    </fieldset>
  );
}

/** The first and the last day on which customers began. */
function Days({ dimension, t, send }: Part) {
  const { days = [], chosen = [], said = "" } = dimension;
  const tell = (first: string, last: string) => send({ type: "period", days: [first, last] });
  const [first = "", last = ""] = chosen;
  const ends = [
    { name: "from", value: first, say: (day: string) => tell(day, last) },
    { name: "to", value: last, say: (day: string) => tell(first, day) },
  ];
  return (
    <Opened label={t(`board.${dimension.name}`)} shown={said} on={chosen.length > 0}>
      {ends.map(({ name, value, say }) => (
        <label key={name}>
          {t(`board.${name}`)}
          <input
            type="date"
            value={value}
            min={days[0]}
            max={days[1]}
            onChange={(event) => say(event.currentTarget.value)}
          />
        </label>
      ))}
      <button
        type="button"
        class="cjw-quiet"
        disabled={chosen.length === 0}
        onClick={() => tell("", "")}
      >
        {t("board.any_time")}
      </button>
    </Opened>
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

function Selected({ dimensions, t, send }: { dimensions: Dimension[] } & Omit<Part, "dimension">) {
  const chips = dimensions
    .filter((each) => each.shows === "chips")
    .flatMap((dimension) => dimension.options.map((option) => ({ dimension, option })));
  if (chips.length === 0) return null;
  return (
    <fieldset>
      <legend>{t("board.selected")}</legend>
      {chips.map((chip) => (
        <Chip key={`${chip.dimension.name} ${chip.option.key}`} {...chip} t={t} send={send} />
      ))}
    </fieldset>
  );
}

/** What is said at the line's end, and what below it. */
function news({ reading, stale, said, counted = 1 }: Filter, t: Words): [string, string[]] {
  if (reading) return [t("board.reading"), []];
  if (stale) return [t("board.stale"), []];
  return [said.slice(0, counted).join(" · "), said.slice(counted)];
}

function Before({
  before,
  t,
  send,
  forget,
}: Pick<Props, "t" | "send" | "forget"> & { before: Choice[] }) {
  const what = before.map(({ name }) => name || t("board.untitled")).join(" · ");
  return (
    <p class="cjw-remarks cjw-before">
      <span>{t("board.before", { what })}</span>
      <button type="button" onClick={() => send({ type: "again", chosen: before })}>
        {t("board.put_back")}
      </button>
      <button type="button" class="cjw-quiet" onClick={forget}>
        {t("board.dismiss")}
      </button>
    </p>
  );
}

export function FilterBar({ filter, gone, t, send, before, forget }: Props) {
  const [counted, remarks] = gone ? [t("board.gone"), []] : news(filter, t);
  const narrowed = filter.dimensions.some(
    ({ options, chosen = [] }) => chosen.length > 0 || options.some(({ on }) => on),
  );
  const about = { t, send };
  return (
    <div class="cjw-filter" role="toolbar" aria-label={t("board.filter")}>
      <div class="cjw-filter-line">
        {filter.dimensions.map((dimension) => {
          const { name, shows, options, days = [] } = dimension;
          if (shows === "days") {
            return days.length > 0 && <Days key={name} dimension={dimension} {...about} />;
          }
          const offered = shows !== "chips" && options.length > 1;
          return offered && <Named key={name} dimension={dimension} {...about} />;
        })}
        <Selected dimensions={filter.dimensions} {...about} />
        <p role="status">{counted}</p>
        {filter.address && <CopyLink address={filter.address} t={t} />}
        {narrowed && (
          <button type="button" class="cjw-quiet" onClick={() => send({ type: "clear" })}>
            {t("board.clear")}
          </button>
        )}
      </div>
      {before && !gone && <Before before={before} forget={forget} {...about} />}
      {remarks.length > 0 && <p class="cjw-remarks">{remarks.join(" · ")}</p>}
    </div>
  );
}
