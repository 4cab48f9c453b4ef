import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    environment: "happy-dom",
    include: ["js/src/**/*.test.{ts,tsx}", "js/test/**/*.test.{ts,tsx}"],
  },
});
