/** The arrows above the touchpoints: loops back, skips ahead, branches. */
import { nameOf } from "../../widget/names";
import { openMenu } from "../command";
import { LaneHead } from "../lanes/lane-head";
import { useView } from "../view";
import { type Arrow, arrows } from "./arrows";

const LEVEL = 22;

export function LinkRow() {
  const view = useView();
  const { cols } = view.layout.value;
  const line = view.source("log") ? 3 : 2;
  const { store, root } = view.session;
  const all = arrows(store, root, cols);
  const levels = Math.max(...all.map((arrow) => arrow.level)) + 1;
  return (
    <div class="cjw-row" role="row" aria-rowindex={line}>
      <LaneHead title={view.t("editor.links")} />
      <div class="cjw-links" role="gridcell" style={{ minHeight: `${levels * LEVEL + 10}px` }}>
        {all.map((arrow) => (
          <LinkArrow key={arrow.id} arrow={arrow} count={cols.length} />
        ))}
      </div>
    </div>
  );
}

function LinkArrow({ arrow, count }: { arrow: Arrow; count: number }) {
  const view = useView();
  const { store } = view.session;
  const back = arrow.target < arrow.source;
  const [start, end] = back ? [arrow.target, arrow.source] : [arrow.source, arrow.target];
  const record = store.get(arrow.id);
  const kind = view.t(`editor.link.${arrow.kind}`);
  const from = nameOf(view, String(record?.fields.source));
  const to = nameOf(view, String(record?.fields.target));
  const label = view.t("editor.link.label", { kind, from, to });
  const share = (part: number) => `${(part / count) * 100}%`;
  // A loop onto itself is drawn as a small arch above its own column.
  const own = arrow.source === arrow.target;
  const style = own
    ? { insetInlineStart: share(start + 0.3), width: share(0.4) }
    : { insetInlineStart: share(start + 0.5), width: share(end - start) };
  return (
    <div
      class={`cjw-arrow cjw-${arrow.kind}${back ? " cjw-back" : ""}`}
      style={{ ...style, height: `${(arrow.level + 1) * LEVEL - 6}px` }}
    >
      <button
        type="button"
        class="cjw-arrow-name"
        data-link={arrow.id}
        aria-label={`${label}${arrow.text && `: ${arrow.text}`}`}
        title={label}
        onClick={({ currentTarget: element }) =>
          openMenu(view, "link", { about: "link", id: arrow.id, element }, label)
        }
      >
        {arrow.text || kind}
      </button>
    </div>
  );
}
