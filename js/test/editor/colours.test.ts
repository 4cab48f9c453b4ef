/** The personas' colours, seen with each kind of colour blindness and against the ground. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { HUES } from "../../src/document/schema.generated";

const PEOPLE = Array.from({ length: HUES }, (_, at) => `p${at + 1}`);

type Triple = [number, number, number];
type Matrix = [Triple, Triple, Triple];

/** Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB. */
const SIGHT: Record<string, Matrix> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const times = (matrix: Matrix, [x, y, z]: Triple): Triple =>
  matrix.map(([a, b, c]) => a * x + b * y + c * z) as Triple;

function linear(hex: string): Triple {
  return [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as Triple;
}

function oklab(colour: Triple): Triple {
  const clipped = colour.map((part) => Math.max(0, Math.min(1, part))) as Triple;
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    clipped,
  ).map(Math.cbrt) as Triple;
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones,
  );
}

function contrast(a: Triple, b: Triple): number {
  const light = ([r, g, blue]: Triple) => 0.2126 * r + 0.7152 * g + 0.0722 * blue;
  const [high, low] = [light(a), light(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const tokens = readFileSync("js/src/widget/tokens.css", "utf8");
const people = readFileSync("js/src/widget/personas.generated.css", "utf8");
const block = (at: number) => `${tokens.split("}")[at]}${people.split("}")[at]}`;
const themes = { light: block(0), dark: block(1) };

describe.each(Object.entries(themes))("%s", (_, css) => {
  const token = (name: string) => css.match(new RegExp(`--cjw-${name}: (#[0-9a-f]{6})`))?.[1] ?? "";
  const colours = PEOPLE.map((name) => linear(token(name)));

  it.each(Object.entries(SIGHT))("are told apart with %s", (_, matrix) => {
    const seen = colours.map((colour) => oklab(times(matrix, colour)));
    for (const [i, a] of seen.entries()) {
      for (const [j, b] of seen.slice(0, i).entries()) {
        // A just noticeable difference is about 2; few maps have more than four personas.
        const least = Math.max(i, j) < 4 ? 12 : 6;
        expect(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) * 100).toBeGreaterThan(least);
      }
    }
  });

  it("stand out from the ground", () => {
    for (const colour of colours) {
      expect(contrast(colour, linear(token("ground")))).toBeGreaterThanOrEqual(4.5);
    }
  });
});

it("stands out from the lightest ground that lies behind a dark widget", () => {
  const grey = readFileSync("js/src/dom/theme.ts", "utf8").match(/GREY = "#(..)/)?.[1] ?? "";
  const [, share = "", tint = ""] = tokens.match(/cjw-behind\) (\d+)%, #(\w{6})/) ?? [];
  const mixed = [0, 2, 4].map((at) => {
    const [own, other] = [grey, tint.slice(at, at + 2)].map((each) => Number.parseInt(each, 16));
    const part = ((own ?? 0) * Number(share) + (other ?? 0) * (100 - Number(share))) / 100;
    return Math.round(part).toString(16).padStart(2, "0");
  });
  const ground = linear(`#${mixed.join("")}`);
  const dark = themes.dark.matchAll(/--cjw-(\w+): (#[0-9a-f]{6})/g);
  const colours = new Map([...dark].map(([, name = "", colour = ""]) => [name, linear(colour)]));
  for (const name of ["ink", "mute", "accent", "pain", "opportunity", "star", ...PEOPLE]) {
    expect(contrast(colours.get(name) as Triple, ground)).toBeGreaterThanOrEqual(4.5);
  }
});
