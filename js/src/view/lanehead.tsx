/** The name of a row, and what one needs to know to read it. */
import type { Lane } from "../core/layout";
import { scaleOf } from "../core/scale";
import { useView } from "./context";
import { editText } from "./editing";
import { Icon } from "./icons";

type Props = { line: number; title: string; hint?: string; lane?: Lane };

export function LaneHead({ line, title, hint, lane }: Props) {
  const view = useView();
  const rename = (over: HTMLElement) => {
    if (!lane) return;
    const label = view.t("editor.lane_name");
    editText(view, { over, id: lane.id, field: "title", label, multiline: false });
  };
  const feeling = lane?.shows === "emotion";
  return (
    <div
      class={`cjw-lane${feeling ? " cjw-lane-feeling" : ""}`}
      role="rowheader"
      aria-colindex={1}
      style={{ gridRow: line }}
      onDblClick={(event) =>
        rename(event.currentTarget.querySelector<HTMLElement>(".cjw-lane-title") as HTMLElement)
      }
    >
      <span class="cjw-lane-title">{title}</span>
      {hint && <span class="cjw-lane-hint">{hint}</span>}
      {feeling && <Legend />}
    </div>
  );
}

function Legend() {
  const { session, t } = useView();
  const { low, high } = scaleOf(session.store.get(session.root)?.fields);
  const sign = (value: number) => String(value).replace("-", "−");
  const end = high > 0 && low < 0 ? `+${high}` : sign(high);
  return (
    <>
      <span class="cjw-lane-hint">{t("emotion.range", { low: sign(low), high: end })}</span>
      <span class="cjw-lane-hint cjw-key">
        <i class="cjw-dot" /> {t("emotion.measured")}
      </span>
      <span class="cjw-lane-hint cjw-key">
        <i class="cjw-dot cjw-dot-hollow" /> {t("emotion.assumed")}
      </span>
      <span class="cjw-faces">
        <Icon name="smile" size={20} />
        <Icon name="neutral" size={20} />
        <Icon name="sad" size={20} />
      </span>
    </>
  );
}
