/** Putting a widget's view into a page, whatever it shows, and taking it out again. */
import { effect } from "@preact/signals";
import { type ComponentType, render } from "preact";
import { isComposing, isTyping } from "../dom/ime";
import { isSaving, letterOf } from "../dom/keys";
import { focusedIn, watchHands } from "../dom/last-hand";
import { watchPage } from "../dom/page-life";
import { followTheme } from "../dom/theme";
import type { Session } from "../session/session";
import { Menu } from "./menu";
import { Notices } from "./notices";
import type { Mounted, Settings } from "./settings";
import { type Widget, WidgetContext } from "./widget";

type Kind<W extends Widget, T extends Settings> = {
  content: ComponentType<{ view: W }>;
  /** Drawn below the notices. */
  foot?: ComponentType<{ view: W }>;
  /** The widget's own shortcuts; true when the key was one. */
  onKey?: (view: W, event: KeyboardEvent) => boolean;
  /** Ctrl+S saves what is shown; the notebook, which sees the key too, saves itself. */
  save?: (view: W) => void;
  /** Says in a place of its own that Python gives no answer. */
  strips?: boolean;
  /** Listeners of its own. */
  start?: (view: W, ended: AbortSignal) => void;
  /** What it takes from the settings, now and whenever they change. */
  settings?: (view: W, settings: T) => void;
};

export function mountWidget<W extends Widget, T extends Settings>(
  kind: Kind<W, T>,
  element: HTMLElement,
  view: W,
  settings: T,
): Mounted<T> & { leave: () => void } {
  const life = new AbortController();
  const { signal: ended } = life;
  const { session } = view;
  let theme = settings.theme;

  // A view that follows another takes its root over, and so its place on a full screen.
  view.root ??= element.appendChild(element.ownerDocument.createElement("div"));
  const { root } = view;
  root.className = "cjw";
  root.dataset.jpSuppressContextMenu = "true";
  root.addEventListener("keydown", (event) => onRootKey(kind, view, event), { signal: ended });
  watchHands(
    root,
    (byPointer) => {
      view.byPointer = byPointer;
    },
    ended,
  );
  const early = (event: KeyboardEvent) => {
    if (!event.composedPath().includes(root) || isComposing(event)) return;
    claimKey(event);
    if (!kind.save || !isSaving(event)) return;
    letThrough(event);
    takeTyped(view);
    kind.save(view);
  };
  window.addEventListener("keydown", early, { capture: true, signal: ended });
  // Where no notebook takes the key, the browser would save its page.
  const late = (event: KeyboardEvent) => {
    const ours = kind.save && isSaving(event) && event.composedPath().includes(root);
    if (ours) event.preventDefault();
  };
  window.addEventListener("keydown", late, { signal: ended });
  // The notebook must not take the text that is copied or pasted here for cells.
  for (const name of ["copy", "cut", "paste"] as const) {
    root.addEventListener(name, (event) => event.stopPropagation(), { signal: ended });
  }
  const stopRoot = effect(() => {
    root.dataset.cjwMode = session.mode.value;
    // Screen readers pronounce by it, and browsers divide words by it.
    root.lang = view.locale;
  });
  watchPage(
    {
      leave() {
        view.editor?.close(); // what is being typed is an edit
        session.stop();
      },
      back: () => session.start(),
    },
    ended,
  );
  kind.settings?.(view, settings);
  kind.start?.(view, ended);
  const applyTheme = followTheme(root, () => theme, ended);
  const { content: Content, foot: Foot } = kind;
  render(
    <WidgetContext.Provider value={view}>
      <Content view={view} />
      <Notices stuck={!kind.strips} />
      {Foot && <Foot view={view} />}
      <Menu />
      <Said session={session} />
    </WidgetContext.Provider>,
    root,
  );
  const leave = () => {
    view.editor?.close();
    life.abort();
    stopRoot();
    render(null, root);
  };
  return {
    leave,
    update(next) {
      theme = next.theme;
      view.texts.value = next.texts;
      view.height.value = next.height;
      view.guarded = next.guarded;
      kind.settings?.(view, next);
      applyTheme();
    },
    unmount() {
      leave();
      root.remove();
    },
  };
}

/** What was done, for a screen reader. */
function Said({ session }: { session: Session }) {
  return (
    <div class="cjw-said" role="log" aria-live="polite">
      {session.said.value}
    </div>
  );
}

/** Of the keys with Ctrl or Cmd, those that a widget uses; the notebook gets the others. */
const OURS = /^(?:[acdfvxyz]|enter|home|end|arrow.*)$/;

/**
 * Notebook 7 looks at keys at the document, on their way down: a wall at the root comes too late.
 * It leaves alone a key whose target has this attribute; its rules match the target itself, so
 * on the root it would not help.
 */
function claimKey(event: KeyboardEvent): void {
  const target = event.composedPath()[0];
  if (!(target instanceof Element) || target.matches("textarea, input")) return;
  const command = event.ctrlKey || event.metaKey;
  const ours = !command || OURS.test(event.key.toLowerCase());
  target.toggleAttribute(SUPPRESSES, ours);
}

/** Make an edit of what is being typed: it is to be saved, too. */
function takeTyped({ editor, root }: Widget): void {
  if (editor?.isOpen) editor.leave();
  const field = focusedIn(root);
  if (!field?.matches("input, textarea")) return;
  field.blur();
  field.focus({ preventScroll: true });
}

const SUPPRESSES = "data-lm-suppress-shortcuts";

/** Let the notebook see this key, wherever it is pressed. */
function letThrough(event: KeyboardEvent): void {
  for (const each of event.composedPath()) {
    if (!(each instanceof Element) || !each.hasAttribute(SUPPRESSES)) continue;
    each.removeAttribute(SUPPRESSES);
    setTimeout(() => each.setAttribute(SUPPRESSES, "true"));
  }
}

/** Undo and redo, and a wall between the widget's keys and the notebook's. */
function onRootKey<W extends Widget, T extends Settings>(
  kind: Kind<W, T>,
  view: W,
  event: KeyboardEvent,
): void {
  const command = event.ctrlKey || event.metaKey;
  const letter = letterOf(event);
  const typing = isTyping(event);
  if (isComposing(event)) {
    event.stopPropagation();
  } else if (kind.save && isSaving(event)) {
    return; // it is saved, and the notebook is to hear of it
  } else if (kind.onKey?.(view, event)) {
    event.preventDefault();
    event.stopPropagation();
  } else if (!typing && command && (letter === "z" || letter === "y")) {
    if (letter === "y" || event.shiftKey) view.session.redo();
    else view.session.undo();
    event.preventDefault();
    event.stopPropagation();
  } else if (typing || event.key === "Enter" || (!command && event.key !== "Escape")) {
    event.stopPropagation(); // Ctrl+Enter would run the notebook's cell, and this widget with it
  }
}
