/** On a telephone: the whole curve as a strip, and the way from stage to stage. */
import { useLayoutEffect } from "preact/hooks";
import { percent } from "../../document/numbers";
import { scaleOf } from "../../document/scale";
import { Icon } from "../../widget/icons";
import { nameOf } from "../../widget/names";
import { Mark } from "../../widget/personas";
import { Curves } from "../emotion/curves";
import { pointIn, shownPersonas, top } from "../emotion/feeling";
import { useView, type View } from "../view";
import { layBack, layOut, shownStage, turnTo } from "./one-stage";
import { watchSwipes } from "./swipe";

export function NarrowMap() {
  const view = useView();
  const { t } = view;
  const { all, index } = shownStage(view);
  const { cols } = view.layout.value;

  // In time: a map that is narrow for a frame only would else keep the order of one.
  useLayoutEffect(() => {
    const { root } = view;
    root.classList.add("cjw-narrow");
    const grid = root.querySelector(".cjw-body") as HTMLElement;
    const observer = new MutationObserver(() => layOut(view));
    observer.observe(grid, { childList: true, subtree: true });
    const unswipe = watchSwipes(grid, (step) => {
      turnTo(view, shownStage(view).index + step * view.toward("right"));
    });
    return () => {
      observer.disconnect();
      unswipe();
      root.classList.remove("cjw-narrow");
      layBack(view);
    };
  }, [view]);
  useLayoutEffect(() => layOut(view));

  const shown = all[index];
  if (!shown) return null;
  const arrow = (name: "previous" | "next", step: -1 | 1) => (
    <button
      type="button"
      class="cjw-leaf"
      aria-label={t(`editor.present.${name}`)}
      disabled={!all[index + step]}
      onClick={() => turnTo(view, index + step)}
    >
      <Icon name={name} />
    </button>
  );
  return (
    <div class="cjw-stages">
      <div class="cjw-overview" style={{ "--cjw-count": cols.length }}>
        <Feelings view={view} />
        {all.map((column, number) => (
          <button
            key={column.stage}
            type="button"
            class="cjw-overview-stage"
            style={{ flexGrow: column.span }}
            aria-current={number === index ? "step" : undefined}
            onClick={() => turnTo(view, number)}
          >
            <b>{number + 1}</b>
            <span class="cjw-said">{nameOf(view, column.stage)}</span>
            <Lost view={view} of={column.stage} />
          </button>
        ))}
      </div>
      <div class="cjw-turner">
        {arrow("previous", -1)}
        <span role="status">
          {t("editor.present.count", { n: index + 1, all: all.length })}
          <span class="cjw-said">{nameOf(view, shown.stage)}</span>
        </span>
        {arrow("next", 1)}
      </div>
    </div>
  );
}

/** The curves of all stages, with a mark where something is known. */
function Feelings({ view }: { view: View }) {
  const { cols } = view.layout.value;
  const { store, root } = view.session;
  const scale = scaleOf(store.get(root)?.fields);
  const personas = shownPersonas(view);
  const seen = view.observed.value;
  return (
    <div class="cjw-overview-curves" aria-hidden="true">
      <Curves personas={personas} cols={cols} scale={scale} />
      {personas.flatMap((persona) =>
        cols.map((column, col) => {
          const point = pointIn(store, column, persona, view.emotionDrag.value, seen);
          if (!point) return null;
          const style = {
            insetInlineStart: `${((col + 0.5) / cols.length) * 100}%`,
            top: `${top(scale, point.value) * 100}%`,
          };
          return (
            <i key={`${persona.id} ${col}`} style={style}>
              <Mark index={persona.index} hollow={!point.measured} />
            </i>
          );
        }),
      )}
    </div>
  );
}

function Lost({ view, of }: { view: View; of: string }) {
  const drop = view.observed.value.get(of)?.drop;
  return drop && drop[0] > 0 ? (
    <span class="cjw-overview-lost">▾{percent(drop[0], view.t)}</span>
  ) : null;
}
