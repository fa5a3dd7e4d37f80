// Looking up interface strings. Flat keys, `{name}` placeholders, one file per written locale.
import type { en } from './en.ts'

export type StringKey = keyof typeof en
export type Strings = Readonly<Record<StringKey, string>>
export type Translate = (key: StringKey, values?: Readonly<Record<string, string | number>>) => string

/** Marks that turn the reading direction. In what somebody typed they would turn our own words behind it, too. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/**
 * A lookup over the given strings. Page scripts pass the few their page carries.
 * @throws {Error} naming the key, if a string is not among them.
 */
export function createTranslate(strings: Readonly<Partial<Strings>>): Translate {
  return (key, values = {}) => {
    const text = strings[key]
    if (text === undefined) throw new Error(`No interface string "${key}" was given to this page or process.`)
    return text.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
      withoutTurns(String(values[name] ?? placeholder)),
    )
  }
}

/** A text that reads in one direction, whatever it is put beside. */
export function withoutTurns(text: string): string {
  return text.replace(TURNING, '')
}
