// How the pages are built: static files under dist/site, no integrations, a hashed content security policy.
import { defineConfig } from 'astro/config'

// The public address, if there is one, makes absolute the links that search engines read.
const { SITE_URL } = process.env

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
  security: {
    csp: {
      directives: [
        "default-src 'none'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "worker-src 'self'",
        "manifest-src 'self'",
      ],
    },
  },
  // Nothing becomes a data: address, which the policy would refuse.
  vite: { build: { assetsInlineLimit: 0 } },
})
