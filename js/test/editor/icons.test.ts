import { describe, expect, it } from "vitest";
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
});
