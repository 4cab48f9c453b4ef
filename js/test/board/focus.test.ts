/** Marks of a chart by keyboard: one stop, arrows between them, and each says what it says. */
import { beforeEach, expect, it } from "vitest";
import { walkable } from "../../src/vega/focus";

let place: HTMLElement;
let shown: unknown[];
let drawn: () => void;

function draw(tips: unknown[]): SVGElement[] {
  place.replaceChildren();
  return tips.map((tip) => {
    const mark = document.createElementNS("http://www.w3.org/2000/svg", "path");
    mark.setAttribute("role", "graphics-symbol");
    mark.setAttribute("aria-label", String(tip));
    Object.assign(mark, { __data__: { tooltip: tip } });
    return place.appendChild(mark);
  });
}

beforeEach(() => {
  place = document.body.appendChild(document.createElement("div"));
  shown = [];
  drawn = walkable(place, (_, value) => shown.push(value));
});

const stops = (marks: SVGElement[]) => marks.map((each) => each.getAttribute("tabindex"));
const press = (key: string) =>
  document.activeElement?.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }),
  );

it("walks the marks that say something, and says it", () => {
  const marks = draw(["one", undefined, "two", "three", "of nothing"]);
  marks[4]?.setAttribute("aria-label", ""); // a number that is not printed
  drawn();
  expect(stops(marks)).toEqual(["0", null, "-1", "-1", null]);
  marks[0]?.focus();
  press("ArrowRight");
  expect(document.activeElement).toBe(marks[2]);
  press("End");
  press("ArrowDown");
  press("ArrowUp");
  expect(document.activeElement).toBe(marks[3]);
  let clicked: EventTarget | null = null;
  place.addEventListener("click", ({ target }) => {
    clicked = target;
  });
  press("Enter");
  expect(clicked).toBe(marks[3]);
  press("Escape");
  expect(shown.filter((each) => each)).toEqual(["one", "two", "three", "one", "three"]);
  expect(shown.at(-1)).toBeNull();
});

it("hides a printed number that says nothing from readers of the screen, while it does", () => {
  place.innerHTML = '<svg><text role="graphics-symbol" aria-label=""></text></svg>';
  const number = place.querySelector("text");
  drawn();
  expect(number?.getAttribute("role")).toBeNull();
  expect(number?.getAttribute("aria-hidden")).toBe("true");
  number?.setAttribute("aria-label", "Basket · 3");
  drawn();
  expect(number?.getAttribute("role")).toBe("graphics-symbol");
  expect(number?.getAttribute("aria-hidden")).toBeNull();
});

it("stays where it was when the chart is drawn anew, or at the last there is", () => {
  draw(["one", "two", "three"])[0]?.focus();
  drawn();
  press("End");
  const fewer = draw(["one", "two"]);
  drawn();
  expect(stops(fewer)).toEqual(["-1", "0"]);
  const none = draw([]);
  drawn();
  expect(none).toEqual([]);
});
