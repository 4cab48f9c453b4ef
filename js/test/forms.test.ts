import { describe, expect, it } from "vitest";
import { parseNumber } from "../src/core/content";
import { type Forms, kindOf, path } from "../src/core/forms";
import { linesOf, splitRules, withRuleTexts } from "../src/core/parse";
import { flatten } from "../src/core/records";
import { Session } from "../src/core/session";
import { Store } from "../src/core/store";
import type { Json } from "../src/core/types";
import { Kernel, MAP } from "./kernel";

const child = (name: string, of: string) => ({ name, kind: "children", of });
const FORMS: Forms = {
  JourneyMap: { label: "title", fields: [child("stages", "Stage"), child("personas", "Persona")] },
  Stage: { label: "name", fields: [child("touchpoints", "Touchpoint")] },
};

it("what a node is follows from where it stands", () => {
  const store = new Store(flatten(MAP));
  expect(["map", "ask", "search", "anna", "nobody"].map((id) => kindOf(store, FORMS, id))).toEqual(
    // The panel of a node that is gone shows the map.
    ["JourneyMap", "Stage", "Touchpoint", "Persona", "JourneyMap"],
  );
  expect(path(store, "search").map(({ id }) => id)).toEqual(["map", "ask", "search"]);
});

describe("what people type", () => {
  it("is a number, or goes to the kernel as it is", () => {
    expect(["1,5", "−2", "", "much"].map(parseNumber)).toEqual([1.5, -2, null, "much"]);
  });

  it("is a list, one entry a line", () => {
    expect(linesOf(" a \n\n b\n")).toEqual(["a", "b"]);
  });

  it("are the names among the rules; patterns and functions stay", () => {
    const rules: Json[] = ["cart", { pattern: "^pay", flags: 2 }, "check*", { function: "mine" }];
    expect(splitRules(rules)).toEqual({
      texts: ["cart", "check*"],
      others: ["/^pay/", "mine()"],
    });
    expect(withRuleTexts(rules, ["buy"])).toEqual(["buy", rules[1], rules[3]]);
    expect(splitRules(undefined)).toEqual({ texts: [], others: [] });
  });
});

it("a notice names the edit that was refused", () => {
  const kernel = new Kernel(structuredClone(MAP));
  kernel.refuse = () => "No.";
  const session = new Session(kernel);
  session.start();
  const cid = session.edit(
    [{ kind: "updated", id: "ask", fields: { name: ["Ask", 7] } }],
    "edited",
    "7",
  );
  expect(session.notice.value).toMatchObject({ sentence: "No.", draft: "7", cid });
  expect(session.edit([], "")).toBeNull();
});
