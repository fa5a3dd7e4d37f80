// The browser run: a real Chromium that comes with the lockfile, against the real server on data of its own.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig, devices } from '@playwright/test'
import { findBrowser } from './tests/browser/chromium.ts'

const port = Number(process.env['TEST_PORT'] ?? 8799)
const baseURL = `http://localhost:${port}`
const environment = {
  PORT: String(port),
  HOST: '127.0.0.1',
  // Each worker is a client of its own to the rate limits: together they write more tickets than one person may.
  TRUST_PROXY: 'true',
  DATA_DIR: process.env['TEST_DATA_DIR'] ?? mkdtempSync(join(tmpdir(), 'help-data-')),
}

export default defineConfig({
  testDir: 'tests/browser',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  forbidOnly: true,
  outputDir: 'test-results',
  reporter: [['list'], ['json', { outputFile: 'test-results/browser.json' }]],
  use: {
    baseURL,
    launchOptions: await findBrowser(),
    trace: 'retain-on-failure',
    extraHTTPHeaders: { 'x-forwarded-for': `192.0.2.${process.env['TEST_WORKER_INDEX'] ?? 0}` },
  },
  projects: [{ name: 'phone', use: { ...devices['Pixel 7'], defaultBrowserType: 'chromium' } }],
  webServer: {
    command: `"${process.execPath}" scripts/start.ts`,
    url: `${baseURL}/api/ready`,
    env: environment,
    timeout: 300_000,
    reuseExistingServer: false,
  },
})
