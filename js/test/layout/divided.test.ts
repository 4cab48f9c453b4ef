import { expect, it } from "vitest";
import { pattern } from "../../src/editor/find/search";
import { divided } from "../../src/layout/divided";

const seen = (text: string) => divided(text).replace(/\u00AD/g, "-");

it("long Russian words are divided by syllables, three letters at least on either side", () => {
  expect(seen("Пролистывает рекламу, не останавливаясь")).toBe(
    "Про-лис-ты-вает рекламу, не оста-на-вли-ваясь",
  );
  expect(seen("ПРЕДПРИЯТИЕ «ортопедический»")).toBe("ПРЕД-ПРИЯ-ТИЕ «орто-пе-ди-чес-кий»");
  expect(seen("Удовлетворённость")).toBe("Удо-влет-во-рён-ность");
});

it("other words are left to the browser", () => {
  expect(divided("Оформление заказа", 11)).toBe("Оформление заказа");
  for (const text of ["", "заказ или нет", "Internationalization", "第一个晚上的体验很好很好"]) {
    expect(divided(text)).toBe(text);
  }
});

it("no line ends within a range of numbers, and all of it is found as it was written", () => {
  const shown = divided("Довольны 30 % (9,6–29), удовлетворённость – высокая");
  expect(shown).toContain("9,6\u2060–\u206029");
  expect(shown).toContain("\u00AD");
  for (const query of ["9,6–29)", "удовлетворённость – высокая", "(9,6"]) {
    const found = shown.match(pattern(query) as RegExp)?.[0];
    expect(found?.replace(/[\u00AD\u2060]/g, "")).toBe(query);
  }
});
