/** Ways to the comments: a badge in the heads, a button in the toolbar, a menu item, a key. */
import { openComments, subjects } from "../core/comments";
import type { Id } from "../core/types";
import { nameOf } from "./actions";
import { type MenuItem, useView, type View } from "./context";
import { Icon } from "./icons";
import { Tool } from "./tool";

export const COMMENT_KEYS = "Ctrl Alt M";

/** What a node is called: the map, a persona, a stage or a touchpoint. */
export function subjectName(view: View, id: Id): string {
  const { store, root } = view.session;
  const record = store.peek(id);
  if (id === root) return String(record?.fields.title || view.t("editor.untitled_map"));
  if (record?.slot !== "personas") return nameOf(view, id);
  return String(record.fields.name || view.t("editor.untitled_persona"));
}

export function openCommentsOf(view: View, node: Id, anchor: HTMLElement): void {
  view.comments.value = { node, anchor };
}

export function commentsItem(view: View, node: Id): MenuItem {
  return {
    label: view.t("editor.menu.comments"),
    keys: COMMENT_KEYS,
    reads: true,
    run: () => openCommentsOf(view, node, view.activeCell() ?? view.root),
  };
}

/** The key: comments on what has the focus, or on the map. */
export function openCommentsHere(view: View, focused: HTMLElement): void {
  const about = focused.closest<HTMLElement>("[data-node], [data-persona-chip]");
  const node = about?.dataset.node ?? about?.dataset.personaChip ?? view.session.root;
  openCommentsOf(view, node, about ?? focused);
}

export function CommentBadge({ node }: { node: Id }) {
  const view = useView();
  const count = openComments(view.session.store, node);
  if (count === 0) return null;
  const label = view.t("editor.comment_count", { what: subjectName(view, node), count });
  return (
    <button
      type="button"
      class="cjw-said-badge"
      tabIndex={-1}
      aria-label={label}
      aria-haspopup="dialog"
      title={label}
      onClick={(event) => openCommentsOf(view, node, event.currentTarget)}
    >
      <Icon name="chat" size={12} />
      {count}
    </button>
  );
}

/** All that is talked about: the map and its personas, and whatever has an open comment. */
export function CommentsButton() {
  const view = useView();
  const { session, t } = view;
  const { store, root } = session;
  const counts = subjects(store, root).map((id) => ({ id, count: openComments(store, id) }));
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const open = (anchor: HTMLElement) => {
    const always = new Set([root, ...(store.peek(root)?.children.personas ?? [])]);
    const items: MenuItem[] = counts
      .filter(({ id, count }) => count > 0 || always.has(id))
      .map(({ id, count }) => ({
        id,
        label: subjectName(view, id),
        keys: count ? String(count) : undefined,
        reads: true,
        run: () => openCommentsOf(view, id, anchor),
      }));
    if (items.length === 1) openCommentsOf(view, root, anchor);
    else view.menu.value = { anchor, items, label: t("editor.comments") };
  };
  const label = t("editor.comments");
  return (
    <Tool
      icon="chat"
      label={label}
      keys={COMMENT_KEYS}
      aria-label={total ? `${label}: ${total}` : label}
      aria-haspopup="menu"
      run={open}
    >
      {total > 0 && <span>{total}</span>}
    </Tool>
  );
}
