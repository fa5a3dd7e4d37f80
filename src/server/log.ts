// Log lines as JSON, one an event. Callers pass facts, never what a person typed.

export interface Log {
  readonly info: (message: string, facts?: Readonly<Record<string, unknown>>) => void
  readonly error: (message: string, facts?: Readonly<Record<string, unknown>>) => void
}

/** @param write receives each finished line; standard error by default. */
export function createLog(write: (line: string) => void = (line) => process.stderr.write(line)): Log {
  const line =
    (level: string) =>
    (message: string, facts: Readonly<Record<string, unknown>> = {}) => {
      write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...facts }, plainError)}\n`)
    }
  return { info: line('info'), error: line('error') }
}

function plainError(_key: string, value: unknown): unknown {
  return value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value
}
