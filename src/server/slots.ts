// Filling the places that the static pages leave for the server, so that they work without JavaScript.

/**
 * Replaces what stands between `<!--slot:NAME-->` and `<!--/slot:NAME-->`.
 * @throws {Error} if the page has no such slot: page and server are not of one build.
 */
export function fillSlot(page: string, name: string, content: string): string {
  const open = `<!--slot:${name}-->`
  const start = page.indexOf(open)
  const end = page.indexOf(`<!--/slot:${name}-->`, start)
  if (start < 0 || end < 0)
    throw new Error(`The page has no slot "${name}". Run "npm run build" to build the site again.`)
  return page.slice(0, start + open.length) + content + page.slice(end)
}
