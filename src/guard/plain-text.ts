// What counts as text a person typed.

/** True without control characters (Unicode category Cc) other than tab and line breaks. */
export function isPlainText(text: string): boolean {
  return !/(?![\t\n\r])\p{Cc}/u.test(text)
}
