// Pages in the words of schema.org, with the addresses of this site.
import type { LocalArticle } from '../articles/corpus.ts'
import {
  breadcrumbList,
  type Crumb,
  faqPage,
  howTo,
  organization,
  type Thing,
} from '../articles/structured-data.ts'
import { articleUrl, categoryUrl, homeUrl } from '../articles/urls.ts'
import type { PageContext } from './_corpus.ts'

/** Without a public address a path stands, which readers of JSON-LD resolve against the page's own. */
function absolute(path: string, site: URL | undefined): string {
  return site ? new URL(path, site).href : path
}

/** The way down to a page, which is the last of `crumbs`; home comes before them by itself. */
export function wayDown({ t, locale }: PageContext, crumbs: readonly Crumb[], site: URL | undefined): Thing {
  const all = [{ name: t('nav.home'), url: homeUrl(locale) }, ...crumbs]
  return breadcrumbList(all.map(({ name, url }) => ({ name, url: absolute(url, site) })))
}

export function articleThings(
  context: PageContext,
  { article, isFallback }: LocalArticle,
  site: URL | undefined,
): Thing[] {
  const { corpus, locale, text } = context
  const category = corpus.categories.find(({ id }) => id === article.category)
  const url = articleUrl(locale, article.id)
  const crumbs = [
    ...(category ? [{ name: text(category.title), url: categoryUrl(locale, category.id) }] : []),
    { name: article.title, url },
  ]
  const way = wayDown(context, crumbs, site)
  // A page that repeats the text of another language claims nothing of it.
  if (isFallback) return [way]
  return [way, howTo(article), faqPage(article)].flatMap((thing) => thing ?? [])
}

export function ownerOf({ corpus, brand, locale }: PageContext, site: URL | undefined): Thing {
  return organization({
    name: brand,
    url: absolute(homeUrl(locale), site),
    logo: absolute('/favicon.svg', site),
    contacts: corpus.site.contacts,
    languages: corpus.site.locales,
  })
}
