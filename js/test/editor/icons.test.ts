import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../src/commands/all";
import { channelIcon } from "../../src/editor/lanes/channel-icon";

describe("the icon of a channel", () => {
  it("is found by words of four languages", () => {
    expect(channelIcon("Live chat")).toBe("chat");
    expect(channelIcon("Чат с оператором")).toBe("chat");
    expect(channelIcon("", "朋友推荐")).toBe("person");
    expect(channelIcon("Совет друга")).toBe("person");
  });

  it("is not found inside other words", () => {
    expect(channelIcon("Достопримечательности")).toBeNull();
    expect(channelIcon("Другой путь")).toBeNull();
  });

  it("is a house for a home and for nothing else", () => {
    for (const home of ["Home", "at home", "home visit", "Дом", "У себя дома", "在家"]) {
      expect(channelIcon(home)).toBe("home");
    }
    for (const other of [
      "Homepage",
      "home page",
      "Product",
      "First use",
      "Использование",
      "产品",
      "商家",
      "专家",
      "Домен",
      "House rules",
      "Customer",
      "Because",
    ]) {
      expect(channelIcon(other)).not.toBe("home");
    }
    expect(channelIcon("Customer")).toBeNull();
  });
});

describe("the icon of an action", () => {
  it("is a clipboard where it copies, and nowhere else; a house is none", () => {
    const drawn = COMMANDS.map(({ id, icon, button }) => [id, icon ?? button?.icon]);
    const copying = drawn.filter(([, icon]) => icon === "copy").map(([id]) => id);
    expect(copying).toEqual(["copy"]);
    expect(drawn.filter(([, icon]) => icon === "home")).toEqual([]);
  });
});
