/** Parts of the editor come when they are first used, once; what does not come is said. */
import { signal } from "@preact/signals";
import { expect, it, vi } from "vitest";
import { Late, withParts } from "../../src/editor/late";
import type { View } from "../../src/editor/view";
import type { Notice } from "../../src/session/session";

type Parts = Awaited<ReturnType<Late["load"]>>;

const PARTS = { planMap: () => {} } as unknown as Parts;

function viewWith(late: Late) {
  const notice = signal<Notice | null>(null);
  return { late, t: (key: string) => key, session: { notice } } as unknown as View;
}

it("they are asked for once, and are there at once from then on", async () => {
  const late = new Late();
  const source = vi.fn(async () => PARTS);
  late.source = source;
  const view = viewWith(late);
  const got: Parts[] = [];
  withParts(view, (parts) => got.push(parts));
  withParts(view, (parts) => got.push(parts));
  expect(got).toEqual([]);
  await late.load();
  expect(got).toEqual([PARTS, PARTS]);
  withParts(view, (parts) => got.push(parts));
  expect(got.length).toBe(3);
  expect(source).toHaveBeenCalledTimes(1);
  expect(late.parts.value).toBe(PARTS);
});

it("what does not come is said, and asked for again the next time", async () => {
  const late = new Late();
  const answers = [Promise.reject(new Error("model not found")), Promise.resolve(PARTS)];
  late.source = () => answers.shift() as Promise<Parts>;
  const view = viewWith(late);
  const run = vi.fn();
  withParts(view, run);
  await vi.waitFor(() => expect(view.session.notice.value?.sentence).toBe("editor.late"));
  expect(run).not.toHaveBeenCalled();
  withParts(view, run);
  await late.load();
  expect(run).toHaveBeenCalledWith(PARTS);
});
