// The shape of the contact check in the API, and the official list in each language.
import { z } from 'zod'
import { brandNames } from '../articles/contact-list.ts'
import { CONTACT_KINDS, type Site } from '../articles/site.ts'
import { articleUrl } from '../articles/urls.ts'
import type { Locale } from '../config.ts'
import { REASONS, TARGET_KINDS } from '../guard/contact-target.ts'
import { type OfficialList, VERDICTS } from '../guard/contacts.ts'
import { textFor } from '../i18n/traditional.ts'
import type { LocalContact } from './check-contacts.ts'

export const contactVerdictSchema = z
  .object({
    text: z.string().meta({ description: 'As it was pasted, without invisible characters.' }),
    kind: z.enum(TARGET_KINDS),
    verdict: z.enum(VERDICTS).meta({
      description:
        '`official`: on the list. `unknown`: not on it, so treat it as a scam. `lookalike`: imitates `contact`.',
    }),
    message: z.string().meta({ description: 'The verdict in words.' }),
    contact: z
      .object({
        kind: z.string().meta({ examples: [...CONTACT_KINDS] }),
        value: z.string(),
        label: z.string(),
        note: z.string().optional(),
      })
      .optional()
      .meta({ description: 'The listed contact that it is, or that it looks like.' }),
    reasons: z
      .array(z.object({ code: z.enum(REASONS), text: z.string() }))
      .readonly()
      .meta({ description: 'With `lookalike`: by what it can be told, the most telling first.' }),
    leadsTo: z.string().optional().meta({ description: 'Where it leads instead.' }),
  })
  .meta({ id: 'ContactVerdict' })

/** Site paths of the articles that help on. */
export function adviceFor(
  site: Site,
  locale: Locale,
): { readonly scams?: string; readonly emergency: string } {
  return {
    ...(site.scams === undefined ? {} : { scams: articleUrl(locale, site.scams) }),
    emergency: articleUrl(locale, site.emergency),
  }
}

const known = new WeakMap<Site, Map<Locale, OfficialList<LocalContact>>>()

/** The official list as a reader of the locale sees it; made once. */
export function officialListFor(site: Site, locale: Locale): OfficialList<LocalContact> {
  const lists = known.get(site) ?? new Map<Locale, OfficialList<LocalContact>>()
  known.set(site, lists)
  const list = lists.get(locale) ?? createList(site, locale)
  lists.set(locale, list)
  return list
}

function createList(site: Site, locale: Locale): OfficialList<LocalContact> {
  const contacts = site.contacts.map(({ label, note, ...contact }) => ({
    ...contact,
    label: textFor(label, locale),
    ...(note ? { note: textFor(note, locale) } : {}),
  }))
  return { contacts, names: brandNames(site) }
}
