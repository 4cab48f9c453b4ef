/** All that is talked about: the map and its personas, and whatever has an open comment. */

import { openCommentsOf } from "../../comments/badge";
import { openComments, subjects } from "../../document/comments";
import { nameOf } from "../../widget/names";
import { Tool } from "../../widget/tool";
import { type MenuItem, useView } from "../view";

export function CommentsButton() {
  const view = useView();
  const { session, t } = view;
  const { store, root } = session;
  if (!view.withComments.value) return null;
  const counts = subjects(store, root).map((id) => ({ id, count: openComments(store, id) }));
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const open = (anchor: HTMLElement) => {
    const always = new Set([root, ...(store.peek(root)?.children.personas ?? [])]);
    const items: MenuItem[] = counts
      .filter(({ id, count }) => count > 0 || always.has(id))
      .map(({ id, count }) => ({
        id,
        label: nameOf(view, id),
        keys: count ? String(count) : undefined,
        reads: true,
        run: () => openCommentsOf(view, id, anchor),
      }));
    if (items.length === 1) openCommentsOf(view, root, anchor);
    else view.menu.value = { anchor, items, label: t("editor.comments") };
  };
  const label = t("editor.comments");
  const keys = view.commands.find(({ id }) => id === "comments")?.keys?.[0];
  return (
    <Tool
      icon="chat"
      label={label}
      keys={keys}
      aria-label={total ? `${label}: ${total}` : label}
      aria-haspopup="menu"
      run={open}
    >
      {total > 0 && <span>{total}</span>}
    </Tool>
  );
}
