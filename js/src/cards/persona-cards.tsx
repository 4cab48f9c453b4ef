/** One view of the cards: everything below its root element. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { CommentsPanel } from "../comments/panel";
import { exactly } from "../document/numbers";
import { TextEditor } from "../dom/text-editor";
import type { Session } from "../session/session";
import { History } from "../widget/history";
import { mountWidget } from "../widget/mount";
import type { Settings } from "../widget/settings";
import { StatusChip } from "../widget/status";
import { Tool } from "../widget/tool";
import { addPersona } from "./actions";
import { Card } from "./card";
import { CardsView } from "./cards-view";

function Bar({ view }: { view: CardsView }) {
  const { session, t } = view;
  const { title } = session.store.get(session.root)?.fields ?? {};
  return (
    <div class="cjw-bar" role="toolbar" aria-label={t("persona.heading")}>
      <b class="cjw-heading">{t("persona.heading")}</b>
      <span class="cjw-of">{title as string}</span>
      <span class="cjw-space" />
      <StatusChip />
      <Tool
        class="cjw-edits"
        icon="plus"
        size={12}
        named
        label={t("editor.persona")}
        run={() => addPersona(view)}
      />
      <History />
    </div>
  );
}

function Board({ view }: { view: CardsView }) {
  const { store, root } = view.session;
  const board = useRef<HTMLDivElement>(null);
  const ids = store.get(root)?.children.personas ?? [];
  useLayoutEffect(() => {
    const life = new AbortController();
    view.scroller = board.current as HTMLElement;
    view.editor = new TextEditor(view.scroller, life.signal);
    return () => life.abort();
  }, [view]);
  const height = view.height.value;
  return (
    <div
      ref={board}
      class="cjw-scroller"
      style={height === null ? undefined : { height: `${height}px` }}
      onFocusIn={(event) => view.remember(event.target as HTMLElement)}
    >
      {ids.length === 0 ? (
        <Empty view={view} />
      ) : (
        <div class="cjw-personas">
          {ids.map((id, index) => (
            <Card key={id} id={id} index={index} count={ids.length} />
          ))}
        </div>
      )}
      <DropMark view={view} />
    </div>
  );
}

/** The line that shows where a dragged card would land. */
function DropMark({ view }: { view: CardsView }) {
  const mark = view.drag.value?.mark;
  if (!mark) return null;
  const px = Object.entries(mark).map(([side, length]) => [side, `${length}px`]);
  return <div class="cjw-drop" style={Object.fromEntries(px)} />;
}

function Empty({ view }: { view: CardsView }) {
  const { t } = view;
  return (
    <div class="cjw-empty">
      <b>{t("persona.empty")}</b>
      <span>{t("persona.empty_hint")}</span>
      <Tool
        class="cjw-primary cjw-edits"
        icon="plus"
        size={12}
        named
        label={t("persona.first")}
        run={() => addPersona(view)}
      />
    </div>
  );
}

/** How much of the customers the personas make up together. */
function Foot({ view }: { view: CardsView }) {
  const { session, t } = view;
  const { store, root } = session;
  const ids = store.get(root)?.children.personas ?? [];
  const shares = ids.flatMap((id) => store.get(id)?.fields.weight ?? []);
  if (shares.length === 0) return null;
  const sum = shares.reduce<number>((total, each) => total + Number(each), 0);
  return (
    <div class="cjw-foot">
      <span>
        {t(sum > 1.005 ? "persona.shares_over" : "persona.shares", { sum: exactly(sum, t, 0) })}
      </span>
    </div>
  );
}

function PersonaCards({ view }: { view: CardsView }) {
  return (
    <>
      <Bar view={view} />
      <Board view={view} />
      <CommentsPanel />
    </>
  );
}

const KIND = { content: PersonaCards, foot: Foot };

export const mount = (element: HTMLElement, session: Session, settings: Settings) =>
  mountWidget(KIND, element, new CardsView(session, settings), settings);
