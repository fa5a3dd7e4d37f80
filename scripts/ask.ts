// npm run ask -- "question": the assistant in the terminal, with citations, confidence and timing.
import { parseArgs } from 'node:util'
import { ask } from '../src/answer/ask.ts'
import type { Reply } from '../src/answer/reply.ts'
import { LOCALES } from '../src/config.ts'
import { visible, visibleJson } from '../src/desk/visible.ts'
import { runCommand } from './command.ts'
import { openLibrary } from './library.ts'

const USAGE = `Usage: npm run ask -- [--locale zh-CN|zh-TW|en] [--json] QUESTION

Answers one question from the articles, as the help centre would.
  --locale  the reader's language (default: that of the question)
  --json    the reply as the API sends it

Example: npm run ask -- "转账失败但手续费扣了"
`

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { locale: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  })
  const question = positionals.join(' ').trim()
  if (values.help || question === '') {
    process.stdout.write(USAGE)
    if (!values.help) process.exitCode = 1
    return
  }
  const locale = LOCALES.find((known) => known === values.locale)
  if (values.locale !== undefined && !locale)
    throw new Error(`"${values.locale}" is none of ${LOCALES.join(', ')}.`)
  const library = await openLibrary((line) => void process.stderr.write(`${line}\n`))
  const reply = await ask(library, { question, locale })
  const text = values.json ? visibleJson(reply) : formatReply(reply).split('\n').map(visible).join('\n')
  process.stdout.write(`${text}\n`)
}

function formatReply(reply: Reply): string {
  const parts = [
    `${reply.decision.toUpperCase()}  confidence ${reply.confidence.toFixed(2)}  ${reply.tookMs} ms`,
    reply.message,
  ]
  if (reply.answer) parts.push(reply.answer.markdown)
  const cited = reply.citations.map(
    ({ title, section, url, reviewed }, i) =>
      `[${i + 1}] ${title}${section ? ` › ${section}` : ''}\n    ${url}  reviewed ${reviewed}`,
  )
  if (cited.length > 0) parts.push(cited.join('\n'))
  if (reply.choices)
    parts.push(
      reply.choices.map(({ title, section }) => `- ${title}${section ? ` › ${section}` : ''}`).join('\n'),
    )
  if (reply.related.length > 0)
    parts.push(reply.related.map(({ title, url }) => `→ ${title}  ${url}`).join('\n'))
  if (reply.escalation)
    parts.push(
      `Person: ${reply.escalation.reason}, ${reply.escalation.priority}\n    ${reply.escalation.url}`,
    )
  else parts.push(`Person: ${reply.contactUrl}`)
  return parts.join('\n\n')
}

await runCommand(main)
