// Log lines as JSON, one an event. Callers pass facts, never what a person typed.
import { escapeUnsafe } from '../desk/visible.ts'
import { redactSecrets } from '../guard/secrets.ts'

export interface Log {
  readonly info: (message: string, facts?: Readonly<Record<string, unknown>>) => void
  readonly error: (message: string, facts?: Readonly<Record<string, unknown>>) => void
}

/** @param write receives each finished line; standard error by default. */
export function createLog(write: (line: string) => void = (line) => process.stderr.write(line)): Log {
  const line =
    (level: string) =>
    (message: string, facts: Readonly<Record<string, unknown>> = {}) => {
      const event = { time: new Date().toISOString(), level, message, ...facts }
      // Paths are what somebody typed, and whoever reads the log may do so in a terminal.
      write(`${escapeUnsafe(JSON.stringify(event, plainError))}\n`)
    }
  return { info: line('info'), error: line('error') }
}

/** An error as its parts, and texts without secrets: paths, messages and stacks may repeat what somebody typed. */
function plainError(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return redactSecrets(value).text
  return value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value
}
