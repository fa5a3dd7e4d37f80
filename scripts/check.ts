// npm run check: every problem of every content file, at once.
import { readSoundCorpus } from '../src/articles/read.node.ts'
import { runCommand } from './command.ts'
import { CONTENT_DIR } from './paths.ts'

const USAGE = `Usage: npm run check

Checks all files under content/: front matter, links, anchors, pictures, categories, warnings.
Prints one line a problem, "file:line rule message → remedy", and exits with 1 if there is any.
`

if (process.argv.includes('--help') || process.argv.includes('-h')) process.stdout.write(USAGE)
else {
  await runCommand(async () => {
    const { corpus, media } = await readSoundCorpus(CONTENT_DIR)
    const files = new Set(corpus.articles.map(({ file }) => file)).size
    process.stdout.write(
      `No problems in ${files} articles, ${media.length} pictures and ${corpus.glossary.length} glossary terms.\n`,
    )
  })
}
