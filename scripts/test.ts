// npm test: types, lint, formatting, content, units and API, then a real browser. Ends with "N passed, N failed".
import { spawn } from 'node:child_process'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from './paths.ts'

const USAGE = `Usage: npm test -- [--fast]

Runs every check and test. --fast leaves out the browser (and says so).
`

interface Step {
  readonly name: string
  readonly command: readonly string[]
  /** JSON report to count tests in; without one the step counts as a single check. */
  readonly report?: string
}

const RESULTS = join(ROOT, 'test-results')
const UNIT_REPORT = join(RESULTS, 'unit.json')
const BROWSER_REPORT = join(RESULTS, 'browser.json')
const bin = (path: string): string => join(ROOT, 'node_modules', path)

const CHECKS: readonly Step[] = [
  { name: 'content', command: ['scripts/check.ts'] },
  {
    name: 'types of pages and scripts',
    command: [bin('astro/bin/astro.mjs'), 'check', '--minimumFailingSeverity', 'warning'],
  },
  {
    name: 'types of code that runs anywhere',
    command: [bin('typescript/bin/tsc'), '-p', 'tsconfig.portable.json'],
  },
  { name: 'lint', command: [bin('@biomejs/biome/bin/biome'), 'lint', '--error-on-warnings'] },
  { name: 'formatting', command: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'] },
  { name: 'unused code', command: [bin('knip/bin/knip.js')] },
  { name: 'evaluate', command: ['scripts/evaluate.ts', '--gate'] },
]
const TESTS: readonly Step[] = [
  {
    name: 'units and API',
    command: [
      bin('vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${UNIT_REPORT}`,
    ],
    report: UNIT_REPORT,
  },
]
const BROWSER: Step = {
  name: 'browser',
  command: [bin('@playwright/test/cli.js'), 'test'],
  report: BROWSER_REPORT,
}

interface Count {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

async function runStep({ name, command, report }: Step): Promise<Count> {
  const started = performance.now()
  process.stdout.write(`\n── ${name}\n`)
  const code = await run(command)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  process.stdout.write(`── ${name}: ${code === 0 ? 'ok' : `failed (exit ${code})`}, ${seconds} s\n`)
  const count = report ? await readCount(report) : { passed: code === 0 ? 1 : 0, failed: 0, skipped: 0 }
  // A runner that fails without a failed test (a crash, a syntax error) still fails the whole.
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count
}

function run(command: readonly string[]): Promise<number> {
  const environment = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', FORCE_COLOR: '0', NO_COLOR: '1' }
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, { cwd: ROOT, stdio: 'inherit', env: environment })
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
}

interface UnitReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
}
interface BrowserReport {
  readonly stats: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
}

async function readCount(report: string): Promise<Count> {
  try {
    const figures = JSON.parse(await readFile(report, 'utf8')) as UnitReport | BrowserReport
    if ('stats' in figures) {
      const { expected, unexpected, flaky, skipped } = figures.stats
      return { passed: expected, failed: unexpected + flaky, skipped }
    }
    return {
      passed: figures.numPassedTests,
      failed: figures.numFailedTests,
      skipped: figures.numPendingTests,
    }
  } catch (error) {
    process.stdout.write(
      `No report in ${report}: ${error instanceof Error ? error.message : String(error)}\n`,
    )
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

async function main(): Promise<void> {
  const isFast = process.argv.includes('--fast')
  await rm(RESULTS, { recursive: true, force: true })
  await mkdir(RESULTS, { recursive: true })
  const counts: Count[] = []
  for (const step of [...CHECKS, ...TESTS, ...(isFast ? [] : [BROWSER])]) counts.push(await runStep(step))
  if (isFast) process.stdout.write('\nThe browser run was left out, as --fast asks.\n')
  const sum = (pick: (count: Count) => number): number =>
    counts.reduce((total, count) => total + pick(count), 0)
  const [passed, failed, skipped] = [sum((c) => c.passed), sum((c) => c.failed), sum((c) => c.skipped)]
  process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`)
  process.exitCode = failed > 0 ? 1 : 0
}

if (process.argv.includes('--help') || process.argv.includes('-h')) process.stdout.write(USAGE)
else await main()
