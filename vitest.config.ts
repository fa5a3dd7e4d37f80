// Unit tests; what people see in a browser is tested by Playwright in tests/browser.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/*.test.ts'],
    setupFiles: ['tests/setup.ts'],
    testTimeout: 60_000,
    // Reading and indexing the whole content takes its time on a small machine.
    hookTimeout: 120_000,
  },
})
