/** Parts of the editor that come when they are first used. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type * as Parts from "./more";
import { useView, type View } from "./view";

/** Those that are components. */
type Drawn = {
  [Name in keyof typeof Parts]: Parameters<(typeof Parts)[Name]> extends [] ? Name : never;
}[keyof typeof Parts];

/** All views of a page share them. */
export class Late {
  readonly parts = signal<typeof Parts | null>(null);
  #coming: Promise<typeof Parts> | null = null;
  /** Where they come from: whoever was made last has a kernel. */
  source: () => Promise<typeof Parts> = () => Promise.reject(new Error("no source"));

  /** Ask for them, once; the next one who asks tries again if they did not come. */
  load(): Promise<typeof Parts> {
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

/** Go on with the parts, at once if they are there; else it is said why not. */
export function withParts(view: View, run: (parts: typeof Parts) => void): void {
  const parts = view.late.parts.peek();
  if (parts) run(parts);
  else view.late.load().then(run, () => complain(view));
}

function complain({ session, t }: View): void {
  session.notice.value = { sentence: t("editor.late"), hint: t("editor.late_hint"), draft: "" };
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
