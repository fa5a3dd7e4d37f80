// The built site on disk: whole pages for filling, everything else as files.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import type { SitePages } from './app.ts'

/** @param siteDir folder that Astro built into; compressed copies beside the files are used. */
export function createSiteFiles(siteDir: string): SitePages {
  const root = resolve(siteDir)
  return {
    read: async (path) => {
      const file = resolve(join(root, decodeURI(path), 'index.html'))
      return file.startsWith(root + sep) && existsSync(file) ? readFile(file, 'utf8') : undefined
    },
    serve: serveStatic({ root, precompressed: true }),
  }
}
