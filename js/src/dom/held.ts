/** Which objects of Python this page shows, by their names: what others left behind is offered. */

type Held = { lives: Map<string, number>; watchers: Set<() => void> };

/** One for the page, whatever brought the code of a widget. */
function heldHere(): Held {
  const page = window as unknown as { [name: symbol]: Held | undefined };
  const name = Symbol.for("cjwidgets.held");
  page[name] ??= { lives: new Map(), watchers: new Set() };
  return page[name] as Held;
}

/** Say that one is on this page; returns a function that takes it back. */
export function hold(life: string): () => void {
  const { lives, watchers } = heldHere();
  const count = (by: number) => {
    const now = (lives.get(life) ?? 0) + by;
    if (now > 0) lives.set(life, now);
    else lives.delete(life);
    for (const changed of [...watchers]) changed();
  };
  count(1);
  return () => count(-1);
}

export const isHeld = (life: string): boolean => heldHere().lives.has(life);

/** Call back when others are on this page; returns a function that stops it. */
export function watchHeld(changed: () => void): () => void {
  const { watchers } = heldHere();
  watchers.add(changed);
  return () => watchers.delete(changed);
}
