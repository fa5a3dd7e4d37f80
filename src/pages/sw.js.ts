// The service worker under its fixed address, as one plain script: its types stripped, its version filled in.
import { createHash } from 'node:crypto'
import { stripTypeScriptTypes } from 'node:module'
import type { APIRoute } from 'astro'
import policy from '../browser/cache-policy.ts?raw'
import worker from '../browser/service-worker.ts?raw'
import { readPagesCorpus } from './_corpus.ts'

export const GET: APIRoute = async () => {
  const { site, articles } = await readPagesCorpus()
  const code = [policy, worker].map(toScript).join('\n')
  // scripts/build.ts names the build; without it (npm run dev, plain Astro) the content and this code do.
  const build =
    process.env['BUILD_HASH'] ??
    createHash('sha256')
      .update(code)
      .update(articles.map(({ version }) => version).join())
      .digest('hex')
  const constants = `const BUILD = ${JSON.stringify(build.slice(0, 16))}\nconst LOCALES = ${JSON.stringify(site.locales)}\n`
  return new Response(constants + code, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } })
}

/** Browsers differ in module workers, so the two modules become one classic script. */
function toScript(source: string): string {
  const script = stripTypeScriptTypes(
    source.replace(/^import [^;]*? from '.*'$/gm, '').replace(/^export /gm, ''),
  )
  return script
    .replace(/\/\*\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{2,}/g, '\n')
}
