import { expect, it } from "vitest";
import { clock } from "../../src/document/clock";
import { filled } from "../../src/document/texts";
import type { FileState, TrailState } from "../../src/document/types";
import { savingOf } from "../../src/editor/saving/state";

const FILE: FileState = { number: 0, name: "shop", saved: 5, edits: 0, changed: null };
const CALM = { status: "ready", waiting: 0, edits: 0 } as const;
const trail = (file: Partial<FileState> | null, unsaved: number | null = 0): TrailState => ({
  ...{ crumbs: [], unsaved, fresh: null, life: "", place: "" },
  file: file && { ...FILE, ...file },
});

it("says one thing at a time, and the most urgent", () => {
  const changed = { at: 7 };
  expect(savingOf(CALM, trail({}))).toEqual({ kind: "saved", count: 0, at: 5 });
  expect(savingOf(CALM, trail({}, 2))).toEqual({ kind: "others", count: 2, at: null });
  expect(savingOf({ ...CALM, edits: 3 }, trail({}, 2))?.kind).toBe("unsaved");
  expect(savingOf({ ...CALM, edits: 3 }, trail({ name: null }))).toEqual({
    kind: "new",
    count: 3,
    at: null,
  });
  expect(savingOf({ ...CALM, status: "saving" }, trail({}, 1))?.kind).toBe("saving");
  expect(savingOf({ ...CALM, status: "saving" }, trail({ changed }))?.kind).toBe("changed");
  expect(savingOf(CALM, trail({ changed }))?.at).toBe(7);
  expect(savingOf(CALM, trail({ changed: { at: null } }))?.kind).toBe("gone");
  for (const status of ["silent", "lost"] as const) {
    const seen = { status, waiting: 2, edits: 0 };
    expect(savingOf(seen, trail({ changed }))).toEqual({ kind: status, count: 2, at: null });
  }
});

it("says nothing of files to those who do not save them, and that Python is silent", () => {
  expect(savingOf({ ...CALM, edits: 3 }, trail(null, 1))).toBeNull();
  expect(savingOf({ ...CALM, status: "silent", waiting: 1 }, trail(null))?.kind).toBe("silent");
});

it("tells the time of today, and the day of another", () => {
  const texts = {
    "format.time": "{HH}:{mm}",
    "format.day": "{day}.{MM}.{year}",
    "format.month": "|||||||||||",
    "format.half": "AM|PM",
  };
  const t = (key: string, values = {}) => filled(texts, key, values);
  const noon = +new Date(2026, 10, 30, 12, 4);
  expect(clock(noon, t, noon + 3_600_000)).toBe("12:04");
  expect(clock(+new Date(2026, 10, 30, 0, 0), t, noon)).toBe("00:00");
  expect(clock(+new Date(2026, 10, 29, 23, 59), t, noon)).toBe("29.11.2026");
});
