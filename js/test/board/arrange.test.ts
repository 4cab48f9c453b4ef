/** How far the cards of a board reach, by their heights. */
import { expect, it } from "vitest";
import { reaches } from "../../src/board/arrange";

it("gives both columns to the card that is left over", () => {
  expect(reaches([])).toEqual([]);
  expect(reaches([300])).toEqual(["wide"]);
  expect(reaches([300, 310])).toEqual(["", ""]);
  expect(reaches([450, 550, 600, 470, 410])).toEqual(["", "", "", "", "wide"]);
});

it("puts two cards beside one that is as high as both, on either side", () => {
  expect(reaches([1100, 470, 410])).toEqual(["tall", "", ""]);
  expect(reaches([470, 1100, 410])).toEqual(["", "tall", ""]);
  expect(reaches([450, 550, 1100, 470, 410])).toEqual(["", "", "tall", "", ""]);
  // More would stay empty beside three than beside two.
  expect(reaches([600, 470, 410])).toEqual(["", "", "wide"]);
  // There is no third one to put below.
  expect(reaches([1100, 470])).toEqual(["", ""]);
});

it("leaves cards where they are for a few pixels", () => {
  const first = reaches([900, 470, 430]);
  expect(first).toEqual(["tall", "", ""]);
  expect(reaches([695, 470, 430])).toEqual(["tall", "", ""]);
  expect(reaches([690, 470, 430])).toEqual(["", "", "wide"]);
  expect(reaches([690, 470, 430], first)).toEqual(["tall", "", ""]);
  expect(reaches([650, 470, 430], first)).toEqual(["", "", "wide"]);
});

it("leaves less empty than rows alone, whatever the heights", () => {
  for (let seed = 1; seed < 200; seed += 1) {
    const heights = Array.from({ length: 3 }, (_, at) => 200 + ((seed * (at + 7) * 7919) % 900));
    const [left = 0, right = 0, third = 0] = heights;
    const tall = reaches(heights).includes("tall");
    const apart = Math.abs(left - right);
    const empty = tall ? Math.abs(apart - third - 16) : apart;
    expect(empty).toBe(Math.min(apart, Math.abs(apart - third - 16)));
  }
});
