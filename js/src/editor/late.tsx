/** Parts of the editor that come when they are first used. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type * as Parts from "./more";
import type * as Slides from "./present/slides";
import { useView, type View } from "./view";

/** Those that are components. */
type Drawn = {
  [Name in keyof typeof Parts]: Parameters<(typeof Parts)[Name]> extends [] ? Name : never;
}[keyof typeof Parts];

/** A script that comes later; all views of a page share it. */
export class Later<T> {
  readonly parts = signal<T | null>(null);
  #coming: Promise<T> | null = null;
  /** Where it comes from: whoever was made last has a kernel. */
  source: () => Promise<T> = () => Promise.reject(new Error("no source"));

  /** Ask for it, once; the next one who asks tries again if it did not come. */
  load(): Promise<T> {
    this.#coming ??= this.source().then(
      (parts) => {
        this.parts.value = parts;
        return parts;
      },
      (error) => {
        this.#coming = null;
        throw error;
      },
    );
    return this.#coming;
  }
}

/** What whoever works in a map needs; and what only those need who present it. */
export class Late extends Later<typeof Parts> {
  readonly slides = new Later<typeof Slides>();
}

/** Go on with the parts, at once if they are there; else it is said why not. */
export const withParts = (view: View, run: (parts: typeof Parts) => void) =>
  go(view, view.late, run);

export const withSlides = (view: View, run: (slides: typeof Slides) => void) =>
  go(view, view.late.slides, run);

function go<T>({ session, t }: View, late: Later<T>, run: (parts: T) => void): void {
  const parts = late.parts.peek();
  if (parts) run(parts);
  else {
    late.load().then(run, () => {
      session.notice.value = { sentence: t("editor.late"), hint: t("editor.late_hint"), draft: "" };
    });
  }
}

type LateProps = { of: Drawn; when: (view: View) => boolean; quiet?: boolean };

/** One of them, where it is wanted. A quiet one is no wish of anybody: it may stay away. */
export function LatePart({ of, when, quiet }: LateProps) {
  const view = useView();
  const wanted = when(view);
  const parts = view.late.parts.value;
  useEffect(() => {
    if (!wanted || parts) return;
    if (quiet) view.late.load().catch(() => {});
    else withParts(view, () => {});
  }, [view, wanted, parts, quiet]);
  const Component = parts?.[of];
  return wanted && Component ? <Component /> : null;
}
