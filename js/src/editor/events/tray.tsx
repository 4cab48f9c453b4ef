/** What no rule of the map matches: chips that are dragged or keyed onto touchpoints. */
import { useSignal } from "@preact/signals";
import type { Events } from "../../document/figures";
import { count, percent } from "../../document/numbers";
import type { Id } from "../../document/types";
import { useView } from "../view";
import { bind, dragEvent, type EventDrag } from "./bind";

/** Chips that are shown before one asks for more. */
const FIRST = 12;
const STEPS: Record<string, (at: number, last: number) => number> = {
  ArrowRight: (at) => at + 1,
  ArrowDown: (at) => at + 1,
  ArrowLeft: (at) => at - 1,
  ArrowUp: (at) => at - 1,
  Home: () => 0,
  End: (_, last) => last,
};

export function Tray({ events, id }: { events: Events; id: Id }) {
  const view = useView();
  const { t } = view;
  const dragged = useSignal<EventDrag | null>(null);
  const moved = useSignal(false);
  const all = useSignal(false);
  const at = useSignal(0);
  const { kinds, events: number, names } = events.unmatched;
  const total = events.all[1];
  if (!kinds) return <p class="cjw-tray cjw-hint">{t("editor.events.all_matched")}</p>;
  const shown = all.value ? names : names.slice(0, FIRST);
  const stop = Math.min(at.value, shown.length - 1);

  const walk = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const chips = (event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>(".cjw-event");
    if (!step || !chips.length) return;
    event.preventDefault();
    const to = Math.max(0, Math.min(chips.length - 1, step(stop, chips.length - 1)));
    at.value = to;
    chips[to]?.focus();
  };
  const press = (name: string) => {
    // The end of a drag is a click, too.
    if (!moved.peek()) bind(view, id, [name]);
    moved.value = false;
  };
  return (
    <section class="cjw-tray" aria-label={t("editor.events.unmatched")}>
      <div>
        <b>{t("editor.events.unmatched")}</b>{" "}
        <span class="cjw-mute">
          {t("editor.events.unmatched_count", {
            kinds,
            events: number,
            all: total,
            share: percent(number / total, t),
          })}
        </span>
      </div>
      <div
        class="cjw-tray-chips"
        role="toolbar"
        aria-label={t("editor.events.unmatched")}
        onKeyDown={walk}
      >
        {shown.map(([name, , n], index) => (
          <button
            key={name}
            type="button"
            class="cjw-chip cjw-event"
            tabIndex={index === stop ? 0 : -1}
            aria-label={t("editor.events.tray_chip", { what: name, events: n })}
            onFocus={() => {
              at.value = index;
            }}
            onPointerDown={(event) => {
              moved.value = false;
              dragEvent(view, event, name, dragged, () => {
                moved.value = true;
              });
            }}
            onClick={() => press(name)}
          >
            <span>{name}</span> <span class="cjw-mute">{count(n, t)}</span>
          </button>
        ))}
      </div>
      {kinds > shown.length &&
        (all.value || names.length <= FIRST ? (
          <span class="cjw-mute">
            {t("editor.events.more", { n: count(kinds - shown.length, t) })}
          </span>
        ) : (
          <button
            type="button"
            class="cjw-event-place"
            onClick={() => {
              all.value = true;
            }}
          >
            {t("editor.events.more", { n: count(kinds - shown.length, t) })}
          </button>
        ))}
      <span class="cjw-mute">{t("editor.events.tray_hint")}</span>
      {dragged.value && (
        <span
          class="cjw-chip cjw-event-dragged"
          style={{ left: `${dragged.value.left}px`, top: `${dragged.value.top}px` }}
        >
          {dragged.value.name}
        </span>
      )}
    </section>
  );
}
