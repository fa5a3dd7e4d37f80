// "Was this helpful?" for an article or a reply: a plain form, so it works without JavaScript.
import { FEEDBACK_REASONS, LIMITS, type Locale } from '../config.ts'
import type { Translate } from '../i18n/translate.ts'
import { html } from './html.ts'

export interface FeedbackData {
  /** What is rated: exactly one of the two. */
  readonly target: { readonly article: string } | { readonly reply: string }
  readonly locale: Locale
}

/**
 * The form. Its thanks stand hidden beside it: a script unhides them, and for an article the address
 * ending in `#hc-thanks` shows them through `:target` when the form was posted without a script.
 */
export function renderFeedback({ target, locale }: FeedbackData, t: Translate): string {
  const isArticle = 'article' in target
  const [name, id] = isArticle ? ['article', target.article] : ['reply', target.reply]
  const question = t(isArticle ? 'feedback.question' : 'feedback.questionReply')
  const reasons = FEEDBACK_REASONS.map(
    (reason) =>
      html`<label class="choice"
        ><input type="radio" name="reason" value="${reason}" /> ${t(`feedback.reason.${reason}`)}</label
      >`,
  )
  return html`<div class="feedback">
    <p class="feedback-thanks" ${isArticle && html` id="hc-thanks"`} role="status" tabindex="-1">
      ${t('feedback.thanks')}
    </p>
    <form class="feedback-form" action="/api/feedback" method="post" data-feedback aria-label="${question}">
      <input type="hidden" name="${name}" value="${id}" /><input
        type="hidden"
        name="locale"
        value="${locale}"
      />
      <p class="feedback-question">${question}</p>
      <button class="button button-quiet" name="helpful" value="true">${t('feedback.yes')}</button>
      <details class="feedback-more">
        <summary class="button button-quiet">${t('feedback.no')}</summary>
        <fieldset>
          <legend>${t('feedback.reason')}</legend>
          ${reasons}
        </fieldset>
        <label class="field"
          ><span class="label">${t('feedback.comment')}</span
          ><span class="hint">${t('feedback.commentHint')}</span
          ><textarea name="comment" rows="3" maxlength="${LIMITS.feedbackComment}"></textarea>
        </label>
        <button class="button" name="helpful" value="false">${t('feedback.send')}</button>
      </details>
      <p class="form-problem" role="alert" hidden>${t('feedback.failed')}</p>
    </form>
  </div>`.markup
}
