import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    environment: "happy-dom",
    // Each file has a page of its own, but not a process that loads happy-dom anew.
    pool: "vmThreads",
    include: ["js/src/**/*.test.{ts,tsx}", "js/test/**/*.test.{ts,tsx}"],
  },
});
