// Where things are, relative to the repository.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
export const CONTENT_DIR = join(ROOT, 'content')
export const DIST_DIR = join(ROOT, 'dist')
export const SITE_DIR = join(DIST_DIR, 'site')
export const INDEX_DIR = join(DIST_DIR, 'index')
export const CACHE_DIR = join(ROOT, '.cache')
