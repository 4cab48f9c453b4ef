/** Ways to the comments on a node: a badge, a key. */
import { openComments } from "../document/comments";
import type { Id } from "../document/types";
import { Icon } from "../widget/icons";
import { nameOf } from "../widget/names";
import { useWidget, type Widget } from "../widget/widget";

/** By its place, since Option turns the letter; AltGr writes one. */
export function isCommentKey(event: KeyboardEvent): boolean {
  const command = event.ctrlKey || event.metaKey;
  return command && event.altKey && event.code === "KeyM" && !event.getModifierState("AltGraph");
}

export function openCommentsOf(view: Widget, node: Id, anchor: HTMLElement): void {
  view.comments.value = { node, anchor };
}

/** The key: comments on what has the focus, or on the map. */
export function openCommentsHere(view: Widget, focused: HTMLElement): void {
  const about = focused.closest<HTMLElement>("[data-node], [data-persona-chip]");
  const node = about?.dataset.node ?? about?.dataset.personaChip ?? view.session.root;
  openCommentsOf(view, node, about ?? focused);
}

type BadgeProps = {
  node: Id;
  /** Stands there too while nothing has been said, for those who may be the first. */
  always?: boolean;
};

export function CommentBadge({ node, always }: BadgeProps) {
  const view = useWidget();
  const { session, t } = view;
  const count = openComments(session.store, node);
  if (count === 0 && (!always || session.mode.value === "view")) return null;
  const what = nameOf(view, node);
  const label = count
    ? t("editor.comment_count", { what, count })
    : t("editor.comments_on", { what });
  return (
    <button
      type="button"
      class="cjw-said-badge"
      tabIndex={always ? undefined : -1}
      aria-label={label}
      aria-haspopup="dialog"
      title={label}
      onClick={(event) => openCommentsOf(view, node, event.currentTarget)}
    >
      <Icon name="chat" size={count ? 12 : 14} />
      {count || ""}
    </button>
  );
}
