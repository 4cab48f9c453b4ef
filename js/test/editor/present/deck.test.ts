/** Which slide comes after which. */
import { expect, it } from "vitest";
import { closer, type Deck, slideAt, standing, turned } from "../../../src/editor/present/deck";
import type { Slide } from "../../../src/editor/view";

const DECK: Deck = [
  { stage: "ask", touchpoints: ["search", "chat"] },
  { stage: "wait", touchpoints: [] },
  { stage: "buy", touchpoints: ["cart"] },
];
const at = (stage: string, touchpoint: string | null = null): Slide => ({
  stage,
  at: DECK.findIndex((each) => each.stage === stage),
  touchpoint,
});
const name = ({ stage, touchpoint }: Slide) => touchpoint ?? stage;

/** The slides that one comes through in this direction, until none follows. */
function walk(from: Slide, step: -1 | 1, crowded: string[] = []): string[] {
  const next = turned(DECK, from, step, new Set(crowded));
  const ends = next.stage === from.stage && next.touchpoint === from.touchpoint;
  return ends ? [name(from)] : [name(from), ...walk(next, step, crowded)];
}

it("turns from stage to stage, and stops at both ends", () => {
  expect(walk(at("ask"), 1)).toEqual(["ask", "wait", "buy"]);
  expect(walk(at("buy"), -1)).toEqual(["buy", "wait", "ask"]);
});

it("a stage whose touchpoints have no room shows them one after the other, both ways", () => {
  const crowded = ["ask", "wait", "buy"];
  expect(walk(at("ask"), 1, crowded)).toEqual(["ask", "search", "chat", "wait", "buy", "cart"]);
  expect(walk(at("buy", "cart"), -1, crowded)).toEqual([
    "cart",
    "buy",
    "wait",
    "chat",
    "search",
    "ask",
  ]);
});

it("who looks at a touchpoint goes on to the next, and after the last to the next stage", () => {
  expect(walk(at("ask", "search"), 1)).toEqual(["search", "chat", "wait", "buy"]);
  expect(walk(at("ask", "chat"), -1)).toEqual(["chat", "search", "ask"]);
});

it("closer and back", () => {
  const down = closer(DECK, at("ask"), 1);
  expect(name(down)).toBe("search");
  expect(name(closer(DECK, down, 1))).toBe("chat");
  expect(name(closer(DECK, at("ask", "chat"), 1))).toBe("chat");
  expect(closer(DECK, down, -1)).toEqual(at("ask"));
  expect(closer(DECK, at("ask"), -1)).toEqual(at("ask"));
  expect(closer(DECK, at("wait"), 1)).toEqual(at("wait"));
});

it("numbers lead to stages, too small and too large ones to the ends", () => {
  expect([-3, 0, 1, 2, 99, Number.POSITIVE_INFINITY].map((n) => slideAt(DECK, n)?.stage)).toEqual([
    "ask",
    "ask",
    "wait",
    "buy",
    "buy",
    "buy",
  ]);
  expect(slideAt([], 0)).toBeNull();
});

it("what was removed gives way to its neighbour, what was moved stays", () => {
  const [ask, wait, buy] = DECK as [Deck[0], Deck[0], Deck[0]];
  expect(standing([ask, buy], at("wait"))).toEqual({ stage: "buy", at: 1, touchpoint: null });
  expect(standing([ask, wait], at("buy", "cart"))).toEqual(at("wait"));
  expect(standing([buy, ask], at("buy", "cart"))).toEqual({ ...at("buy", "cart"), at: 0 });
  expect(standing([{ ...ask, touchpoints: ["chat"] }], at("ask", "search"))).toEqual(at("ask"));
  expect(standing([], at("ask"))).toBeNull();
});
