import { describe, expect, it } from "vitest";
import { parseHtml, tableOf } from "../../src/dom/pasted";

describe("tables in HTML", () => {
  it("as Excel writes them: wrapped source, merged cells, breaks", () => {
    const html = `<html xmlns:o="urn:x"><head><style>td {color:red}</style></head><body>
      <!--StartFragment--><table border=0><col width=64>
      <tr height=20><td colspan=2 class=xl65>Ask
        more</td><td>Buy</td></tr>
      <tr><td rowspan=2>Search</td><td>one<br style='mso-data-placement:same-cell'>
        two</td><td>5&nbsp;%</td></tr>
      <tr><td></td><td align=right>-1,5</td></tr></table><!--EndFragment--></body></html>`;
    expect(parseHtml(html)).toEqual([
      ["Ask more", null, "Buy"],
      ["Search", "one\ntwo", "5 %"],
      [null, "", "-1,5"],
    ]);
  });

  it("as LibreOffice writes them: paragraphs, fonts, a break at the end", () => {
    const html =
      "<table><tbody><tr><td><p><font face='x'>A</font></p><p>B</p></td><td>C<br></td></tr></tbody></table>";
    expect(parseHtml(html)).toEqual([["A\nB", "C"]]);
  });

  it("that claim a million columns end where a paste is refused", () => {
    const table = parseHtml('<table><tr><td colspan="1000">x</td></tr></table>');
    expect(table?.[0]).toHaveLength(201);
  });

  it("are none without a table; then tabs make one, and lines alone do not", () => {
    expect(tableOf({ html: "<b>x</b>", text: "a\tb\nc\td" })).toHaveLength(2);
    expect(tableOf({ html: "", text: "a\r\nb" })).toEqual([["a\nb"]]);
    expect(tableOf({ html: "", text: "" })).toEqual([]);
  });
});
