import { describe, expect, it } from "vitest";
import { path } from "../../src/document/forms";
import { linesOf } from "../../src/document/lines";
import { flatten } from "../../src/document/records";
import { Store } from "../../src/document/store";
import { Session } from "../../src/session/session";
import { parseNumber } from "../../src/tables/content";
import { Kernel, MAP } from "../kernel";

it("what a node is follows from where it stands", () => {
  const store = new Store(flatten(MAP));
  expect(["map", "ask", "search", "anna"].map((id) => store.peek(id)?.kind)).toEqual([
    "JourneyMap",
    "Stage",
    "Touchpoint",
    "Persona",
  ]);
  expect(path(store, "search").map(({ id }) => id)).toEqual(["map", "ask", "search"]);
});

describe("what people type", () => {
  it("is a number, or goes to the kernel as it is", () => {
    expect(["1,5", "−2", "", "much"].map(parseNumber)).toEqual([1.5, -2, null, "much"]);
  });

  it("is a list, one entry a line", () => {
    expect(linesOf(" a \n\n b\n")).toEqual(["a", "b"]);
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
