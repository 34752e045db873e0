import { defineConfig } from 'vitest/config';

/** The page in Chromium, as a person uses it; `.ci/ui` builds it first. */
export default defineConfig({
  root: new URL('.', import.meta.url).pathname,
  test: { include: ['*.test.ts'], testTimeout: 240_000, hookTimeout: 120_000, fileParallelism: false },
});
