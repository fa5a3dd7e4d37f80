// Looking up interface strings. Flat keys, `{name}` placeholders, one file per written locale.
import type { en } from './en.ts'

export type StringKey = keyof typeof en
export type Strings = Readonly<Record<StringKey, string>>
export type Translate = (key: StringKey, values?: Readonly<Record<string, string | number>>) => string

/**
 * A lookup over the given strings. Page scripts pass the few their page carries.
 * @throws {Error} naming the key, if a string is not among them.
 */
export function createTranslate(strings: Readonly<Partial<Strings>>): Translate {
  return (key, values = {}) => {
    const text = strings[key]
    if (text === undefined) throw new Error(`No interface string "${key}" was given to this page or process.`)
    return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(values[name] ?? placeholder))
  }
}
