// On a phone the lettering of a picture is small: each one becomes a link to itself, where it can be zoomed.
import { html, raw } from '../fragments/html.ts'

/** Matches what our own serialiser writes for a picture that stands alone, and nothing else. */
const PICTURE = /<figure>(<img [^>]*src="(\/media\/[^"]+)"[^>]*>)/g

/** Section HTML with its pictures linked; `label` says what the link does. */
export function enlargePictures(sectionHtml: string, label: string): string {
  return sectionHtml.replace(PICTURE, (_, image: string, src: string) => {
    const link = html`<a class="enlarge" href="${raw(src)}">${raw(image)}<span>${label}</span></a>`
    return `<figure>${link.markup}`
  })
}
