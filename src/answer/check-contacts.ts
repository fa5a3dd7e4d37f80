// The contact check in the reader's words: for the page, the API and replies. No schema here, since page scripts load it.
import {
  type ContactVerdict as Judgement,
  type OfficialList,
  verifyContacts,
  type Verdict,
  worstOf,
} from '../guard/contacts.ts'
import type { Reason, TargetKind } from '../guard/contact-target.ts'
import type { StringKey, Translate } from '../i18n/translate.ts'

/** A contact of the list in the reader's language. */
export interface LocalContact {
  readonly kind: string
  readonly value: string
  readonly url?: string | undefined
  readonly subdomains?: boolean | undefined
  readonly label: string
  readonly note?: string | undefined
}

export interface ContactVerdict {
  readonly text: string
  readonly kind: TargetKind
  readonly verdict: Verdict
  /** The verdict in one sentence. */
  readonly message: string
  readonly contact?: Pick<LocalContact, 'kind' | 'value' | 'label' | 'note'> | undefined
  readonly reasons: readonly { readonly code: Reason; readonly text: string }[]
  readonly leadsTo?: string | undefined
}

/** Reasons told at most: the first says what matters, more only tire. */
const MOST_REASONS = 3

/** A verdict in words on every contact in a text, in order. */
export function checkContacts(
  text: string,
  list: OfficialList<LocalContact>,
  t: Translate,
): ContactVerdict[] {
  return verifyContacts(text, list).map((judgement) => toWords(judgement, t))
}

function toWords({ contact, reasons, ...judgement }: Judgement<LocalContact>, t: Translate): ContactVerdict {
  const { verdict, text, leadsTo } = judgement
  const values = { text, leadsTo: leadsTo ?? text, value: contact?.value ?? '', label: contact?.label ?? '' }
  return {
    ...judgement,
    message: t(`verify.${verdict}Text`, values),
    ...(contact ? { contact: localOf(contact) } : {}),
    reasons:
      verdict === 'lookalike'
        ? reasons.slice(0, MOST_REASONS).map((code) => ({ code, text: t(reasonKey(code), values) }))
        : [],
  }
}

function localOf({ kind, value, label, note }: LocalContact): ContactVerdict['contact'] {
  return { kind, value, label, ...(note === undefined ? {} : { note }) }
}

export function reasonKey(reason: Reason): StringKey {
  return `verify.reason.${reason}`
}

/** The verdict on all of it together; undefined if there was nothing to check. */
export function overallOf(verdicts: readonly ContactVerdict[]): Verdict | undefined {
  return worstOf(verdicts)
}

/** Words by which people ask whether somebody is who they claim to be, or that somebody claims to be us. */
const ASKS_WHETHER_GENUINE = new RegExp(
  [
    '真的|真假|真伪|真偽|是真是假|官方|官网|官網|正版|正规|正規|冒充|假冒|假的|仿冒|骗|騙|诈|詐|钓鱼|釣魚|可信|可靠|靠谱|靠譜|客服|人工|工作人员|工作人員',
    '是不是你们|是不是你們|是你们|是你們|你们的(?:号|群|电话|邮箱|网站|账号|吗)|你們的(?:號|群|電話|郵箱|網站|帳號|嗎)',
    '\\b(?:real|really|genuine|authentic|official|legit|legitimate|scams?|scammers?|phish\\w*|fake|fraud\\w*|trust\\w*|impersonat\\w*|verify|verified|suspicious)\\b',
    '\\b(?:is|are|was) (?:this|that|it|he|she|they) (?:you|yours|from you|safe)\\b|\\byour (?:support|agent|staff|team|account|number|site|website|mail|email|e-mail|bot|channel|group)\\b',
    '\\b(?:support|agent|staff|helpdesk|customer service)\\b.{0,40}\\b(?:called|contacted|wrote|messaged|emailed|mailed|texted|dm)',
  ].join('|'),
  'iu',
)

export function asksWhetherGenuine(text: string): boolean {
  return ASKS_WHETHER_GENUINE.test(text)
}

/**
 * What a reply says about contacts in a question: all of them if that is what was asked, else only those that imitate
 * ours. Other people's sites are no matter of ours until somebody takes them for us.
 */
export function contactsInQuestion(
  question: string,
  {
    list,
    t,
    isKnown,
  }: { list: OfficialList<LocalContact>; t: Translate; isKnown: (text: string) => boolean },
): ContactVerdict[] {
  const isAsked = asksWhetherGenuine(question)
  return checkContacts(question, list, t).filter(({ verdict, text }) => {
    if (verdict !== 'unknown') return verdict === 'lookalike' || isAsked
    return isAsked && !isKnown(text) && !isWholeQuestion(text, question)
  })
}

/** Typed into the check, a lone word is the name of an account; put to the assistant, “人工客服” is a wish. */
function isWholeQuestion(text: string, question: string): boolean {
  return /^[\p{L}\p{N}]+$/u.test(text) && question.replace(/[^\p{L}\p{N}]+/gu, '') === text
}
