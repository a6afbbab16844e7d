import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    exclude: ['tests/journeys/**', 'node_modules/**'],
    setupFiles: ['tests/support/standardStreams.ts'],
    testTimeout: 60_000,
    maxWorkers: 2,
  },
})
