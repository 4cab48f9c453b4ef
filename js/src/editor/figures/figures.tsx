/** What attached data say, on the map: rows of numbers, the live badge, and where they come from. */
import {
  answersOf,
  type Estimate,
  figuresInWords,
  isOld,
  type Numbers,
  origin,
  range,
  SMALL,
  sourceTitle,
} from "../../document/figures";
import { count, duration, percent } from "../../document/numbers";
import type { Words } from "../../document/texts";
import type { Id } from "../../document/types";
import { divided } from "../../layout/divided";
import type { Column } from "../../layout/layout";
import { nameOf } from "../../widget/names";
import { Cell } from "../grid/cell";
import { inspect } from "../inspector/open";
import { LaneHead } from "../lanes/lane-head";
import { useView, type View } from "../view";

type RowProps = { of: "stage" | "touchpoint" | "answers"; cols: Column[]; line: number };

/** What customers did at each stage, or at each touchpoint. */
export function ObservedRow({ of, cols, line }: RowProps) {
  const { t, observedName } = useView();
  return (
    <div class="cjw-row cjw-observed" role="row" aria-rowindex={line}>
      <LaneHead title={observedName.value} hint={t(`editor.figures.${of}_hint`)} />
      {cols.map((column, index) => (
        <Observed
          key={column.touchpoint ?? column.stage}
          of={of}
          column={column}
          col={of === "stage" ? column.start : index}
        />
      ))}
    </div>
  );
}

function Observed({ of, column, col }: { of: RowProps["of"]; column: Column; col: number }) {
  const view = useView();
  const { t } = view;
  const id = of === "stage" ? column.stage : column.touchpoint;
  const numbers = id === null ? undefined : view.observed.value.get(id);
  const answers = of === "answers";
  const said = !id
    ? ""
    : answers
      ? answersOf(numbers?.asked) || "–"
      : figuresInWords(numbers, of, t);
  const { n, small, reached, of: all, dwell } = numbers ?? {};
  return (
    <Cell
      row={`observed-${of}`}
      col={col}
      span={of === "stage" ? column.span : 1}
      node={id ?? column.stage}
      class="cjw-numbers"
      label={[view.observedName.value, said].filter(Boolean).join(": ")}
      actions={{ edit: () => id && inspect(view, id) }}
    >
      {answers ? (
        <div>{divided(said)}</div>
      ) : (
        <div>
          <span class="cjw-n">
            <b>{small && n !== 0 ? SMALL : n ? count(reached ?? n, t) : id && "–"}</b>
            {all !== undefined && ` ${t("editor.figures.of", { of: count(all, t) })}`}
          </span>
          {dwell && <span class="cjw-dwell">{duration(dwell[0], t)}</span>}
          <OnTheWay numbers={numbers} view={view} />
          {numbers && <Outcome numbers={numbers} view={view} />}
        </div>
      )}
    </Cell>
  );
}

/** Who came in only here, and who of those lost may yet come. */
function OnTheWay({ numbers, view }: { numbers: Numbers | undefined; view: View }) {
  if (numbers?.reached === undefined) return null;
  const { came, waiting } = numbers;
  const { t } = view;
  const said = Object.entries({ came, waiting })
    .filter(([, n]) => n)
    .map(([key, n = 0]) => t(`editor.figures.${key}_short`, { n }));
  return said.length > 0 ? <span class="cjw-came">{said.join(" · ")}</span> : null;
}

/** What became of them: lost on the way, at the goal, or at the end of the journey. */
function Outcome({ numbers, view }: { numbers: Numbers; view: View }) {
  const { t } = view;
  const { drop, done, ended, goal, reached } = numbers;
  const at = goal && nameOf(view, goal);
  const ends = done && range([done[0], done[1], done[2]], t);
  return (
    <>
      {drop && <Loss drop={drop} t={t} />}
      {done && (
        <span class="cjw-done">
          <b>
            ✓{" "}
            {t(at ? "editor.figures.done_at" : "editor.figures.done_short", {
              n: done[3],
              goal: at ?? "",
            })}
          </b>{" "}
          <span>{[percent(done[0], t), ends && `(${ends})`].filter(Boolean).join(" ")}</span>
        </span>
      )}
      {ended !== undefined && !done && (
        <span class="cjw-ended">
          {t(`editor.figures.${reached === undefined ? "ended" : "ended_before"}_short`, {
            n: ended,
          })}
        </span>
      )}
    </>
  );
}

/** How many are lost: a bar, the whisker of its interval, and both in numbers. */
function Loss({ drop, t }: { drop: Estimate; t: Words }) {
  const [share, low, high] = drop;
  const at = (part: number) => `${part * 100}%`;
  return (
    <span class={share > 0 ? "cjw-loss" : "cjw-nobody"}>
      <span class="cjw-gauge">
        <i style={{ width: at(share) }} />
        {low !== null && high !== null && (
          <i style={{ insetInlineStart: at(low), width: at(high - low) }} />
        )}
      </span>
      <span>
        <b>{share > 0 ? `−${percent(share, t)}` : percent(0, t)}</b>{" "}
        {low !== null && <span>({range(drop, t)})</span>}
      </span>
    </span>
  );
}

/** The level that attached data give a part of the map, and which; null where they say nothing. */
export function levelOf(view: View, id: Id) {
  const numbers = view.observed.value.get(id) ?? {};
  const { n, small, felt, asked, level } = numbers;
  const told = felt || asked;
  if (!level || !(n || small || told)) return null;
  const sources = [(n || small) && view.source("log"), told && view.source("survey")];
  return { ...numbers, level, sources: sources.filter((each) => !!each) };
}

export function LiveBadge({ view, id }: { view: View; id: Id }) {
  const known = levelOf(view, id);
  if (!known) return null;
  const { n, small, felt, asked, level, sources } = known;
  const { t } = view;
  const old = sources.every((each) => isOld(each, Date.now()));
  const answers = felt?.find(([persona]) => persona === "")?.[4] ?? asked?.[0]?.[4] ?? 0;
  const name = t(`level.${level}`);
  const shown = small ? SMALL : `n ${count(n || answers, t)}`;
  return (
    <span
      class={`cjw-badge cjw-${level}${old ? " cjw-old" : ""}`}
      role="img"
      aria-label={`${name}, ${shown}`}
      data-of={id}
    >
      {shown}
    </span>
  );
}

/** In the foot: what is attached, what is wrong with it, and whether the numbers are newest. */
export function Sources() {
  const view = useView();
  const { t } = view;
  const told = view.figures.value;
  if (!told) return null;
  const { sources, problems, stale } = told;
  const now = Date.now();
  return (
    <>
      <details class="cjw-sources" hidden={sources.length + problems.length === 0}>
        <summary>
          {view.filtered.value && (
            <span class="cjw-filtered">
              {`${t("editor.figures.filtered")}: ${view.filtered.value.join(" · ")} · `}
            </span>
          )}
          {sources.map((each) => sourceTitle(each, t)).join(", ")}
          {problems.length > 0 && (
            <b>
              {sources.length > 0 && " · "}
              {t("editor.figures.problems", { count: problems.length })}
            </b>
          )}
        </summary>
        <ul>
          {sources.map((each, index) => (
            <li key={index} class={isOld(each, now) ? "cjw-old" : ""}>
              {origin(each, t, now)}
            </li>
          ))}
          {problems.map((problem) => (
            <li key={problem} class="cjw-warning">
              {problem}
            </li>
          ))}
        </ul>
      </details>
      <span class="cjw-updating" role="status">
        {stale && t("editor.figures.updating")}
      </span>
    </>
  );
}
