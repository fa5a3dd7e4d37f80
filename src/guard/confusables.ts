// Letters that look like others: how a name looks, whatever characters it is made of.

/**
 * Characters of Latin, Cyrillic, Greek, Armenian, Cherokee and Coptic by the ASCII letter or digit they are taken for,
 * from the prototypes of Unicode's confusables.txt (UTS #39, https://www.unicode.org/reports/tr39/). Left out is what
 * normalisation (NFKC, NFKD) folds anyhow: full-width and mathematical letters, accents. Added are small capitals and
 * letters with a stroke (ø, ł, к), which UTS #39 keeps apart and people in a hurry do not.
 */
const LOOKS_LIKE: Readonly<Record<string, string>> = {
  '0': 'ΟОՕⲞ',
  '2': 'ƧϨꙄꝚ',
  '3': 'ƷȜЗӠⳌꝪꞫ',
  '4': 'Ꮞ',
  '5': 'Ƽ',
  '6': 'бᏮⳒ',
  '8': 'Ȣȣ',
  '9': 'ⳊꝮ',
  a: 'ƛɑΑαАаᎪᴀꭺ',
  b: 'ƀƄʙΒВЬвᏏᏴᏼꞴ',
  c: 'СсᏟᴄⲤⲥꮯ',
  d: 'ĐđԁᎠᏧᴅꭰ',
  e: 'ɛΕεЕеєҽԑᎬᴇⲉꞓꬲꭼꮛ',
  f: 'ϜքẝꜰꞘꞙꬵ',
  g: 'ƍɡɢԌԍցᏀᏳᏻᶃꮐ',
  h: 'ħʜΗНнђћһհᎻᏂⲎꮋ',
  i: 'ıɨɩɪιіӏᎥꙇꭵ',
  j: 'ɉͿϳЈјᎫᴊꞲꭻ',
  k: 'ĸΚκКкᏦᴋⲔⲕꮶ',
  l: 'ŁłƖƚǀʟΙІӀᏞⲒⳐⳑꮮ',
  m: 'ΜϺМмᎷᴍⲘꮇ',
  n: 'ɴΝηпոռⲚ',
  o: 'Øøοσоօᴏᴑⲟꬽ',
  p: 'ΡρРрᏢᴘᴩⲢⲣꮲ',
  q: 'ԛգզ',
  r: 'ƦʀгяᎡᏒᴦⲅꭇꭈꭱꮁꮢ',
  s: 'ƽЅѕՏᏕᏚꜱꮪ',
  t: 'ŦŧΤτТтᎢᴛⲦꭲ',
  u: 'ʋμυцՍսᴜꞟꭎꭒ',
  v: 'νѴѵᏙᴠꮩ',
  w: 'ɯωшщѡԜԝաᎳᏔᴡꮃ',
  x: 'ΧХхⲬꞳ',
  y: 'ɣʏΥγУуҮүᎩᎽᶌỿⲨꭚ',
  z: 'ƶΖᏃᴢꮓ',
}

/** The ASCII letter or digit that a character of another alphabet is taken for. */
export const ASCII_TWINS: ReadonlyMap<string, string> = new Map(
  Object.entries(LOOKS_LIKE).flatMap(([ascii, twins]) => [...twins].map((twin) => [twin, ascii] as const)),
)

/** Digits that stand for letters. The last column of a keyboard row or a glance is enough: examp1e, 3xample. */
const DIGITS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '2': 'z',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '6': 'b',
  '7': 't',
  '8': 'b',
  '9': 'g',
}
/** Pairs of letters that look like one (UTS #39 has rn for m). */
const PAIRS: Readonly<Record<string, string>> = { rn: 'm', vv: 'w', cl: 'd', nn: 'm' }

/** A text reduced to how it looks, after the skeleton of UTS #39. Two texts with one skeleton are taken for each other. */
export function skeleton(text: string): string {
  const bare = replaceTwins(replaceTwins(text.normalize('NFKC')).normalize('NFKD').replace(/\p{M}/gu, ''))
  return replaceTwins(bare.toLowerCase())
    .replace(/\d/g, (digit) => DIGITS[digit] ?? digit)
    .replace(/rn|vv|cl|nn/g, (pair) => PAIRS[pair] ?? pair)
}

/** Both ways to see a text in which a capital I may be meant as one, or stands for an l. */
export function skeletons(text: string): string[] {
  return [...new Set([skeleton(text), skeleton(text.replaceAll('I', 'l'))])]
}

function replaceTwins(text: string): string {
  let seen = ''
  for (const char of text) seen += ASCII_TWINS.get(char) ?? char
  return seen
}
