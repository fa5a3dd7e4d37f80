// How the pages are built: static files under dist/site, no integrations.
import { defineConfig } from 'astro/config'

// The public address, if there is one, makes absolute the links that search engines read.
const { SITE_URL } = process.env

/**
 * Vite wraps each `import()` in 700 B that preload what the part imports; that is half of what an article loads for its
 * scripts, and the parts are small and few.
 */
const plainImports = {
  name: 'plain-imports',
  enforce: 'pre',
  configEnvironment: () => ({ build: { modulePreload: false } }),
  load: {
    filter: { id: /vite\/preload-helper\.js$/ },
    handler: () => 'export const __vitePreload = (load) => load()',
  },
}

export default defineConfig({
  ...(SITE_URL ? { site: SITE_URL } : {}),
  output: 'static',
  outDir: 'dist/site',
  trailingSlash: 'always',
  // `true` is lossless; the default JSX rules would drop spaces between inline elements of fragments.
  compressHTML: true,
  build: { format: 'directory' },
  devToolbar: { enabled: false },
  // Markdown is rendered by our own pipeline; the highlighter would want inline styles.
  markdown: { syntaxHighlight: false },
  // Astro's own policy would name the hash of every script file on every page; src/components/Policy.astro is 230 B less.
  vite: {
    // Nothing becomes a data: address, which the policy would refuse.
    build: { assetsInlineLimit: 0 },
    plugins: [plainImports],
  },
})
