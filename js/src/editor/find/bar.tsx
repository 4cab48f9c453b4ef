/** The find bar: how often the map says something, and a walk through where. */
import { useLayoutEffect, useState } from "preact/hooks";
import { highlight } from "../../dom/highlight";
import { isComposing } from "../../dom/ime";
import { Icon } from "../../widget/icons";
import { Tool } from "../../widget/tool";
import { gridOf } from "../grid/selection";
import { useView, type View } from "../view";
import { findAll, type Match, pattern } from "./search";

/** What shows a hit, and where the focus goes from there. */
function place(view: View, hit: Match): HTMLElement | null {
  const find = (selector: string) => view.root.querySelector<HTMLElement>(selector);
  switch (hit.kind) {
    case "persona":
      return find(`[data-persona-chip="${hit.node}"]`);
    case "lane":
      return (
        find(`[data-row="${hit.node}"]`)?.closest(".cjw-row")?.querySelector(".cjw-lane") ?? null
      );
    case "card":
      return find(`[data-card="${hit.node}"]`);
    case "cell":
      return view.cell(hit.row, hit.col);
  }
}

function show(view: View, hit: Match): void {
  if ("row" in hit) {
    const cell = view.cell(hit.row, hit.col);
    view.active.value = { row: hit.row, node: cell?.dataset.node ?? "", col: hit.col };
  }
  place(view, hit)?.scrollIntoView({ block: "nearest", inline: "center" });
}

export function FindBar() {
  const query = useView().finding.value;
  return query === null ? null : <OpenBar query={query} />;
}

function OpenBar({ query }: { query: string }) {
  const view = useView();
  const { t } = view;
  const [at, setAt] = useState(0);
  // Reads every text by its signal: what is edited, here or elsewhere, is found anew.
  const hits = findAll(gridOf(view), query);
  const here = Math.min(at, hits.length - 1);
  const hit = hits[here];

  const go = (to: number) => {
    const next = hits[to];
    if (!next) return;
    setAt(to);
    show(view, next);
  };
  const step = (by: -1 | 1) => go((here + by + hits.length) % hits.length);
  const close = () => {
    view.finding.value = null;
    const found = hit && place(view, hit);
    if (found?.matches("[data-persona-chip], [data-card]")) found.focus();
    else view.focusActive();
  };
  // What is marked is what is on the screen, so it is marked again whenever that changes.
  useLayoutEffect(
    () => highlight(view.root, pattern(query), () => (hit ? place(view, hit) : null)),
    [view, query, hit && JSON.stringify(hit)],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (isComposing(event)) return;
    if (event.key === "Enter") step(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  };
  const count = query.trim()
    ? hits.length
      ? t("editor.find_count", { now: here + 1, all: hits.length })
      : t("editor.find_none")
    : "";
  return (
    <div class="cjw-find" role="search" data-lm-suppress-shortcuts="true" onKeyDown={onKeyDown}>
      <Icon name="search" size={14} />
      <input
        type="text"
        aria-label={t("editor.find_hint")}
        placeholder={t("editor.find_hint")}
        value={query}
        onInput={(event) => {
          const next = event.currentTarget.value;
          view.finding.value = next;
          setAt(0);
          const first = findAll(gridOf(view), next)[0];
          if (first) show(view, first);
        }}
      />
      <span class="cjw-find-count" role="status">
        {count}
      </span>
      {(
        [
          ["up", "editor.find_previous", () => step(-1)],
          ["down", "editor.find_next", () => step(1)],
          ["close", "editor.find_close", close],
        ] as const
      ).map(([icon, key, run]) => (
        <Tool
          key={icon}
          icon={icon}
          size={14}
          label={t(key)}
          disabled={icon !== "close" && hits.length === 0}
          run={run}
        />
      ))}
    </div>
  );
}
