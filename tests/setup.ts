// Unexpected console output fails the test during which it was written. A test that expects output spies on the console.
import { format } from 'node:util'
import { afterAll, afterEach } from 'vitest'

const METHODS = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const

let lines: string[] = []
for (const method of METHODS) {
  console[method] = (...values: unknown[]): void => {
    lines.push(`console.${method}: ${format(...values)}`)
  }
}

function assertSilent(): void {
  const written = lines
  lines = []
  if (written.length > 0) throw new Error(`Unexpected console output:\n${written.join('\n')}`)
}

afterEach(assertSilent)
// What hooks and the modules themselves wrote, before the first test or after the last one.
afterAll(assertSilent)
