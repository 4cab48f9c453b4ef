/** The one number that a slide tells, in large, and what it is of. */
import type { ComponentChildren } from "preact";
import { type Estimate, type Numbers, range, SMALL } from "../../document/figures";
import { count, duration, percent } from "../../document/numbers";
import { MINIMUM } from "../../document/schema.generated";
import type { Words } from "../../document/texts";
import { nameOf } from "../../widget/names";
import type { View } from "../view";

const MARK = "\u0000";

/** A text in which one number is told louder than the rest. */
function Loud({ t, of, n, values }: { t: Words; of: string; n: string; values?: object }) {
  const [before, after] = t(of, { ...values, n: MARK }).split(MARK);
  return (
    <p class="cjw-slide-count">
      {before}
      <b>{n}</b>
      {after}
    </p>
  );
}

type BigProps = { class: string; sign?: string; n: string; says: string; of?: Estimate; t: Words };

function Big({ class: kind, sign, n, says, of, t }: BigProps) {
  const interval = of && range(of, t);
  return (
    <>
      <p class={`cjw-slide-number ${kind}`}>
        {sign && <i aria-hidden="true">{sign}</i>}
        {n}
      </p>
      <p class="cjw-slide-says">{says}</p>
      {interval && (
        <p class="cjw-slide-small">
          {t("editor.present.interval", { interval: t("format.percent", { value: interval }) })}
        </p>
      )}
    </>
  );
}

/** What customers did at a stage or a touchpoint. */
export function Figure({ view, numbers, of }: { view: View; numbers: Numbers; of: string }) {
  const { t } = view;
  const { n, small, drop, done, goal, ended, reached, came, waiting, dwell } = numbers;
  if (small && n !== 0) {
    return (
      <>
        <p class="cjw-slide-number">{SMALL}</p>
        <p class="cjw-slide-says">{t("note.small_n", { minimum: MINIMUM })}</p>
      </>
    );
  }
  if (n === undefined) return null;
  const here = count(reached ?? n, t);
  const all = numbers.of;
  const below: ComponentChildren[] = [];
  const share = (part: number) => percent(part, t);
  let top: ComponentChildren;
  if (done) {
    const [value, low, high, people] = done;
    const at = goal ? nameOf(view, goal) : "";
    top = (
      <Big
        class="cjw-slide-done"
        sign="✓"
        n={share(value)}
        says={t(at ? "editor.figures.done_at" : "editor.figures.done_short", {
          n: people,
          goal: at,
        })}
        of={[value, low, high]}
        t={t}
      />
    );
  } else if (drop) {
    const lost = drop[0] > 0;
    top = (
      <Big
        class={lost ? "cjw-slide-loss" : ""}
        sign={lost ? "▾" : ""}
        n={share(drop[0])}
        says={t(`editor.present.${of === "stage" ? "lost" : "left"}`)}
        of={drop}
        t={t}
      />
    );
  } else {
    const says = all === undefined ? "were_here" : "of_here";
    top = <Big class="" n={here} says={t(`editor.present.${says}`, { of: all ?? 0 })} t={t} />;
  }
  if (drop && done) {
    below.push(
      <p class="cjw-slide-count">
        <b class="cjw-slide-loss">▾ {share(drop[0])}</b>{" "}
        {t(`editor.present.${of === "stage" ? "lost" : "left"}`)}
      </p>,
    );
  }
  if ((drop || done) && all !== undefined && reached !== undefined) {
    below.push(<Loud t={t} of="editor.present.came_on" n={here} values={{ of: all }} />);
  } else if (drop || done) {
    below.push(<Loud t={t} of="editor.present.n_here" n={here} />);
  }
  const more = [
    came && t("editor.figures.came_short", { n: came }),
    waiting && t("editor.figures.waiting_short", { n: waiting }),
    ended !== undefined &&
      !done &&
      t(`editor.figures.${reached === undefined ? "ended" : "ended_before"}_short`, {
        n: ended,
      }),
    dwell && t("editor.present.stay", { time: duration(dwell[0], t) }),
  ].filter(Boolean);
  return (
    <>
      {top}
      {below}
      {more.map((each) => (
        <p key={each} class="cjw-slide-small">
          {each}
        </p>
      ))}
    </>
  );
}

/** What is lost at one of several touchpoints, in a line. */
export function ShortFigure({ view, numbers }: { view: View; numbers: Numbers | undefined }) {
  const { t } = view;
  const { n, small, drop, done, ended } = numbers ?? {};
  if (small && n !== 0) return <p class="cjw-slide-short">{SMALL}</p>;
  if (!n) return null;
  if (done) {
    return (
      <p class="cjw-slide-short">
        <b class="cjw-slide-done">✓ {percent(done[0], t)}</b>{" "}
        <span>{range([done[0], done[1], done[2]], t)}</span>
      </p>
    );
  }
  if (!drop) {
    return ended === undefined ? null : (
      <p class="cjw-slide-short">{t("editor.figures.ended_short", { n: ended })}</p>
    );
  }
  if (drop[0] === 0) return <p class="cjw-slide-short">{t("editor.present.nobody")}</p>;
  return (
    <p class="cjw-slide-short">
      <b class="cjw-slide-loss">▾ {percent(drop[0], t)}</b> <span>{range(drop, t)}</span>{" "}
      {t("editor.present.left")}
    </p>
  );
}
