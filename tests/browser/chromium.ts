// Where the browser comes from: the npm package on Linux x64, an installed Chrome elsewhere.
import type { LaunchOptions } from '@playwright/test'

/** The package's own arguments hold --single-process, with which only the first context works. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

export async function findBrowser(): Promise<LaunchOptions> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return { channel: 'chrome' }
  // Tells the package to unpack the system libraries it brings, too.
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs24.x'
  const { default: chromium } = await import('@sparticuz/chromium')
  const executablePath = await chromium.executablePath()
  // The package points to fonts of its own, which lack Chinese; the system's have it where installed.
  delete process.env['FONTCONFIG_PATH']
  return { executablePath, args: ARGUMENTS }
}
