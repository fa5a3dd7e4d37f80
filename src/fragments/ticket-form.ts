// The form that reaches a person: a plain POST, errors in a summary and beside their fields.
import { LIMITS, type Locale } from '../config.ts'
import { OTHER_TOPIC } from '../desk/ticket.ts'
import type { StringKey, Translate } from '../i18n/translate.ts'
import { flag, type Html, html, sitePath } from './html.ts'

/** What was typed so far, as a form body or a query brings it. */
export type FormValues = Readonly<Record<string, string | boolean | readonly string[] | undefined>>

export interface TicketFormData {
  readonly values: FormValues
  /** Messages by field name; under any other name (`form`) they are about the whole. */
  readonly errors: Readonly<Record<string, string>>
  readonly locale: Locale
  readonly topics: readonly { readonly id: string; readonly title: string }[]
  readonly action: string
  /** Titles of articles by id. Articles that have one are listed and can be unticked; others go along unseen. */
  readonly articleTitles?: Readonly<Record<string, string>>
}

interface Field {
  readonly name: string
  readonly label: StringKey
  readonly hint?: StringKey
  readonly rows?: number
  readonly type?: 'text' | 'email'
  readonly isRequired?: boolean
  readonly maxLength: number
  /** What 64 hex digits are in this field, unless words say otherwise. */
  readonly asksFor?: 'hash'
}

const SUBJECT: Field = {
  name: 'subject',
  label: 'form.subject',
  hint: 'form.subjectHint',
  isRequired: true,
  maxLength: LIMITS.ticketLine,
}
const MESSAGE: Field = {
  name: 'message',
  label: 'form.message',
  hint: 'form.messageHint',
  rows: 7,
  isRequired: true,
  maxLength: LIMITS.ticketMessage,
}
const DETAILS: readonly Field[] = [
  {
    name: 'address',
    label: 'form.address',
    hint: 'form.addressHint',
    maxLength: LIMITS.ticketLine,
    asksFor: 'hash',
  },
  { name: 'when', label: 'form.when', hint: 'form.whenHint', maxLength: LIMITS.ticketLine },
  { name: 'tried', label: 'form.tried', rows: 3, maxLength: LIMITS.ticketMessage },
  { name: 'outcome', label: 'form.outcome', rows: 2, maxLength: LIMITS.ticketMessage },
]
const MAIL: Field = {
  name: 'mail',
  label: 'form.mail',
  hint: 'form.mailHint',
  type: 'email',
  maxLength: LIMITS.ticketLine,
}

/** Names of the fields a person can mend. */
const FIELDS: ReadonlySet<string> = new Set([
  'topic',
  'consent',
  ...[SUBJECT, MESSAGE, ...DETAILS, MAIL].map(({ name }) => name),
])

/** The form with whatever was typed, and with what has to be mended. */
export function renderTicketForm(data: TicketFormData, t: Translate): string {
  const { values, locale } = data
  return html`${renderSummary(data, t)}
    <form class="ticket-form" action="${sitePath(data.action)}" method="post" data-ticket-form>
      <div class="alert alert-caution" role="note">
        <p class="alert-title">${t('form.safety')}</p>
        <p>${t('form.safetyText')}</p>
      </div>
      <input type="hidden" name="locale" value="${locale}" />
      ${renderTopic(data, t)} ${renderField(SUBJECT, data, t)} ${renderField(MESSAGE, data, t)}
      <fieldset class="details">
        <legend>${t('form.details')}</legend>
        ${DETAILS.map((field) => renderField(field, data, t))}
      </fieldset>
      ${renderArticles(data, t)} ${renderField(MAIL, data, t)}
      ${renderConsent(values['consent'] === true || values['consent'] === 'true', data, t)}
      <p class="actions"><button class="button button-large" type="submit">${t('form.submit')}</button></p>
    </form>`.markup
}

function renderSummary({ errors }: TicketFormData, t: Translate): Html | false {
  const found = Object.entries(errors)
  if (found.length === 0) return false
  const items = found.map(([name, message]) =>
    FIELDS.has(name) ? html`<li><a href="#hc-field-${name}">${message}</a></li>` : html`<li>${message}</li>`,
  )
  // autofocus brings keyboard and screen reader to the summary without a script.
  return html`<div class="error-summary" role="alert" tabindex="-1" autofocus id="hc-errors">
    <p class="error-title">${t('form.errors')}</p>
    <ul>
      ${items}
    </ul>
  </div>`
}

function renderTopic({ values, errors, topics }: TicketFormData, t: Translate): Html {
  const chosen = textOf(values, 'topic')
  const all = [
    ...topics.filter(({ id }) => id !== OTHER_TOPIC),
    { id: OTHER_TOPIC, title: t('form.topicOther') },
  ]
  const options = all.map(
    ({ id, title }) => html`<option value="${id}" ${flag('selected', id === chosen)}>${title}</option>`,
  )
  const error = errors['topic']
  return html`<div class="field">
    <label class="label" for="hc-field-topic">${t('form.topic')}</label>${renderError('topic', error)}
    <select id="hc-field-topic" name="topic" required${describedBy('topic', false, error)}>
      <option value="">${t('form.topicChoose')}</option>
      ${options}
    </select>
  </div>`
}

function renderField(field: Field, { values, errors }: TicketFormData, t: Translate): Html {
  const { name, hint, maxLength } = field
  const error = errors[name]
  const value = textOf(values, name)
  const common = html` id="hc-field-${name}" name="${name}"
  maxlength="${maxLength}"${flag('required', field.isRequired === true)}${describedBy(name, hint !== undefined, error)}`
  const control =
    field.rows === undefined
      ? html`<input type="${field.type ?? 'text'}" value="${value}" ${common}${autocompleteFor(field)}${field.asksFor !== undefined && html` data-asks-for="${field.asksFor}"`} />`
      : // Parsers drop one line break after the tag; with it, a message that starts with one keeps its own.
        html`<textarea rows="${field.rows}" ${common}>${`\n${value}`}</textarea>`
  return html`<div class="field">
    <label class="label" for="hc-field-${name}"
      >${t(field.label)}${field.isRequired !== true && html` <span class="optional">${t('form.optional')}</span>`}</label
    >
    ${hint !== undefined && html`<p class="hint" id="hc-hint-${name}">${t(hint)}</p>`}${renderError(name, error)}${control}
  </div>`
}

function autocompleteFor(field: Field): Html {
  return field.type === 'email' ? html` autocomplete="email"` : html` autocomplete="off"`
}

function renderArticles({ values, articleTitles = {} }: TicketFormData, t: Translate): Html | false {
  const articles = listOf(values, 'articles')
  if (articles.length === 0) return false
  // Ids come from the address: only titles of the record itself count, not what every object has.
  const isKnown = (id: string): boolean => Object.hasOwn(articleTitles, id)
  const seen = articles.filter(isKnown)
  const unseen = articles.filter((id) => !isKnown(id))
  const boxes = seen.map(
    (id) =>
      html`<label class="choice"
        ><input type="checkbox" name="articles" value="${id}" checked /> ${articleTitles[id]}</label
      >`,
  )
  return html`${unseen.map((id) => html`<input type="hidden" name="articles" value="${id}" />`)}${
    seen.length > 0 &&
    html`<fieldset class="sent-articles">
      <legend>${t('form.articles')}</legend>
      ${boxes}
    </fieldset>`
  }`
}

function renderConsent(isGiven: boolean, { errors }: TicketFormData, t: Translate): Html {
  const error = errors['consent']
  return html`<div class="field">
    ${renderError('consent', error)}<label class="choice"
      ><input
        type="checkbox"
        id="hc-field-consent"
        name="consent"
        value="true"
        required${flag('checked', isGiven)}${describedBy('consent', false, error)}
      />
      ${t('form.consent')}</label
    >
  </div>`
}

function renderError(name: string, error: string | undefined): Html | false {
  return error !== undefined && html`<p class="field-error" id="hc-error-${name}">${error}</p>`
}

function describedBy(name: string, hasHint: boolean, error: string | undefined): Html {
  const ids = [hasHint ? `hc-hint-${name}` : '', error === undefined ? '' : `hc-error-${name}`].filter(
    Boolean,
  )
  return html`${ids.length > 0 && html` aria-describedby="${ids.join(' ')}"`}${error !== undefined && html` aria-invalid="true"`}`
}

function textOf(values: FormValues, name: string): string {
  const value = values[name]
  return typeof value === 'string' ? value : ''
}

function listOf(values: FormValues, name: string): readonly string[] {
  const value = values[name]
  if (typeof value === 'string') return value === '' ? [] : [value]
  return typeof value === 'object' ? value : []
}
