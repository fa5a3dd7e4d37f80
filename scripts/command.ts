// How every command ends: a foreseen error as one clear text and exit code 1, anything else with its stack.
import { formatProblem } from '../src/articles/article.ts'
import { ContentError } from '../src/articles/read.node.ts'
import { EmbedderError } from '../src/search/embedder.node.ts'
import { IndexError } from '../src/search/index-files.node.ts'
import { EnvironmentError } from '../src/server/environment.ts'

export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`)
    process.exit(1) // what was started before the failure, such as a watcher, must not keep the process alive
  }
}

/** A foreseen error as people should read it; anything else with its stack. */
export function explain(error: unknown): string {
  if (error instanceof ContentError) {
    return `${error.problems.map((problem) => `content/${formatProblem(problem)}`).join('\n')}\n\n${error.message}`
  }
  if (error instanceof EmbedderError || error instanceof IndexError || error instanceof EnvironmentError)
    return error.message
  if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
    return `${error.message} See --help.`
  if (error instanceof Error && /EADDRINUSE|Port \d+ is already in use/.test(error.message)) {
    return 'That port is in use. Stop the other process, or choose another with PORT=8788.'
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
