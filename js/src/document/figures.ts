/** What attached data say of each part of a map. Its twin is analysis/figures/figures.py. */
import { dayOf } from "./days";
import { count, duration, hundredths, percent } from "./numbers";
import { own } from "./own";
import { FRESH, MINIMUM } from "./schema.generated";
import type { Words } from "./texts";
import type { Id, Json } from "./types";

/** A value and its interval; without one where it can't be told. */
export type Estimate = [value: number, low: number | null, high: number | null];
/** A mean and its interval; `why` it has none, or is to be read with care. */
export type Felt = [
  persona: Id,
  mean: number,
  low: number | null,
  high: number | null,
  n: number,
  why?: string,
];
/** A score, the end of its scale where it is a mean, all of it in words, why it has no interval. */
export type Answer = [
  kind: string,
  value: number,
  low: number | null,
  high: number | null,
  n: number,
  of: number | null,
  said: string,
  why?: string,
];
export type Numbers = {
  n?: number;
  small?: boolean;
  /** Who reached the stage before, or all. */
  of?: number;
  /** Of a stage: who came in the order of the stages, and who came in only here. */
  reached?: number;
  came?: number;
  /** Behind the goal, where nobody is lost: who went no further. */
  ended?: number;
  /** Of how many it is known whether they left. */
  decided?: number;
  /** Who may yet go on, or come back: active less than `gone` seconds before the log ends. */
  waiting?: number;
  gone?: number;
  /** Who reached the goal, of all, and the touchpoint of a stage that is it. */
  done?: [...Estimate, n: number];
  goal?: Id;
  share?: Estimate;
  drop?: Estimate;
  dwell?: Estimate;
  felt?: Felt[];
  asked?: Answer[];
  /** Of a map: the scores of its whole journey. */
  journey?: Answer[];
  level?: string;
  /** Why a value is missing. */
  why?: { [name: string]: string };
};
export type Source = { kind: string; source: string; collector: string; n: number; date: string };
export type Nodes = ReadonlyMap<Id, Numbers>;
export const NOTHING: Nodes = new Map();
/** As Python tells it. */
export type Figures = {
  nodes: { [id: Id]: Numbers };
  sources: Source[];
  problems: string[];
  stale: boolean;
  /** What they are of, where the filter of a board does not show all. */
  filtered?: string[] | null;
};

const DAY = 86_400;
/** What stands for numbers of too few people. */
export const SMALL = `n < ${MINIMUM}`;

/** The interval of a share, in percent but without the sign. */
export function range([, low, high]: Estimate, t: Words): string {
  if (low === null || high === null) return "";
  return `${hundredths(low, t)}–${hundredths(high, t)}`;
}

/** What customers did at one place, for those who don't see it drawn. */
export const figuresInWords = (...about: Parameters<typeof figuresSaid>): string =>
  figuresSaid(...about).join("; ");

/** The same, each number by itself: what it counts, of how many, and its interval. */
export function figuresSaid(
  numbers: Numbers | undefined,
  of: "stage" | "touchpoint",
  t: Words,
): string[] {
  const { n, small, why, ...seen } = numbers ?? {};
  const reason = (name: string) => t(`note.${own(why, name) ?? "no_rule"}`, { minimum: MINIMUM });
  if (small && n !== 0) return [t("note.small_n", { minimum: MINIMUM })];
  if (!n) return [reason("n")];
  const said = (key: string, n: number, values: Record<string, string> = {}) =>
    t(`editor.figures.${key}`, { n: count(n, t), of: count(seen.of ?? n, t), ...values });
  const gone = seen.gone === undefined ? "–" : duration(seen.gone, t);
  const share = (key: string, value: Estimate | undefined, name: string, of = n) =>
    said(key, of, {
      share: value ? percent(value[0], t) : "–",
      interval: (value && range(value, t)) || reason(name),
      decided: seen.decided === undefined ? "–" : count(seen.decided, t),
      gone,
    });
  const { dwell, drop, done, ended, reached, came, waiting } = seen;
  const stay = t("editor.figures.dwell", {
    time: dwell ? duration(dwell[0], t) : "–",
    interval:
      dwell && dwell[1] !== null && dwell[2] !== null
        ? `${duration(dwell[1], t)}–${duration(dwell[2], t)}`
        : reason("dwell"),
  });
  return [
    reached === undefined ? share("customers", seen.share, "share") : said("reached", reached),
    came && said("came", came),
    done && share("done", [done[0], done[1], done[2]], "done", done[3]),
    ended === undefined
      ? share(of === "stage" ? "lost" : "left", drop, "drop")
      : said(of === "stage" ? "ended_before" : "ended", ended),
    waiting && said(of === "stage" ? "waiting" : "undecided", waiting, { gone }),
    stay,
  ].filter((each) => typeof each === "string");
}

/** What people answered, a line each, as Python says it in the language of the map. */
export const answersOf = (asked: readonly Answer[] | undefined) =>
  asked?.map((each) => each[6]).join("\n");

export const sourceTitle = ({ kind, source }: Source, t: Words): string =>
  source || t(`editor.figures.${kind}`);

export function isOld({ date }: Source, now: number): boolean {
  return date !== "" && now - Date.parse(date) > FRESH * DAY * 1000;
}

/** Where a number comes from: source, collector, n, day, and whether it is old. */
export function origin(source: Source, t: Words, now: number): string {
  const { collector, n, date } = source;
  const age = isOld(source, now) && t("editor.figures.old");
  return [sourceTitle(source, t), collector, `n ${count(n, t)}`, dayOf(date, t), age]
    .filter(Boolean)
    .join(" · ");
}

/* Which events of a log belong where. Its twin is widgets/binding.py. */

/** Customers are null where they are too few to be counted out. */
export type Counted = [customers: number | null, events: number];
export type Named = [name: string, ...Counted];
/** What a rule would match, and how many of its events belong to other places. */
export type Caught = [rule: string, ...Counted, taken: number];
export type Typed = {
  rule: Caught;
  star: Caught | null;
  free: Named[];
  rest: Named[];
  elsewhere: [name: string, place: Id, ...Counted][];
};
export type Events = {
  rules: [rule: Json, ...Counted][];
  together: Counted;
  all: [customers: number, events: number];
  unmatched: { kinds: number; events: number; names: Named[] };
  suggested: [rule: Json, ...Counted][];
  typed: Typed | null;
};
export type EventQuestion = {
  type: "events";
  client: string;
  question: number;
  node: Id;
  typed: string;
};
/** Without numbers there is no log; with a problem Python says why there are none. */
export type EventAnswer = Pick<EventQuestion, "type" | "client" | "question"> &
  Partial<Events> & { problem?: string };
