import { defineConfig } from 'vitest/config';

export default defineConfig({
  ssr: { resolve: { conditions: ['@echo/source'] } },
  test: {
    include: [
      'examples/*.test.ts',
      'packages/*/src/**/*.test.ts',
      'datasets/src/**/*.test.ts',
      'internal/*/src/**/*.test.ts',
    ],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
