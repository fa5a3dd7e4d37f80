// The official list as it is published: the same contacts, in the same order, under the same fingerprint everywhere.
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Contact, Site } from './site.ts'

/** Characters of the hash that are shown: few enough to compare by eye, too many to be met by chance. */
const SHOWN = 12

export interface ContactList {
  readonly contacts: readonly Contact[]
  /** Start of the SHA-256 of the contacts' JSON, as `GET /api/contacts` sends it without spaces. */
  readonly hash: string
  /** Day of the last change (ISO). */
  readonly updated: string
}

/** The list with its fingerprint. Whoever has the JSON can compute it again. */
export function contactListOf({ contacts, contactsUpdated }: Site): ContactList {
  const hash = bytesToHex(sha256(utf8ToBytes(JSON.stringify(contacts)))).slice(0, SHOWN)
  return { contacts, hash, updated: contactsUpdated }
}

/** What the wallet is called: accounts of others that carry it are no accident. */
export function brandNames({ brand }: Site): string[] {
  return Object.values(brand.name)
}
