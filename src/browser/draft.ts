// The unsent form, kept for this tab only.

const KEY = 'hc-draft'

export type Draft = Readonly<Record<string, string>>

/** The draft of this tab; empty if there is none or storage is refused. */
export function loadDraft(): Draft {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Draft
  } catch (error) {
    console.warn('The draft could not be read.', error)
    return {}
  }
}

/** Keeps a draft. Where storage is refused (private windows) there is none, and the form works all the same. */
export function saveDraft(draft: Draft): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(draft))
  } catch (error) {
    console.warn('The draft could not be kept.', error)
  }
}

export function dropDraft(): void {
  try {
    sessionStorage.removeItem(KEY)
  } catch (error) {
    console.warn('The draft could not be removed.', error)
  }
}
