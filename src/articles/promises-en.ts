// What no English text may say, see promises.ts.
import type { Phrases } from './promises.ts'

const SECRET =
  '(?:(?:recovery|seed|secret|mnemonic|backup)[ -]?(?:phrases?|words?|keys?)|mnemonics?|private keys?|keystores?(?: files?)?|passwords?|passphrases?|pins?\\b|(?:verification|one-time|2fa|sms|login|security|authenticator) codes?|(?:12|24|twelve|twenty-four) words)'
const US =
  "(?:\\bwe(?:'ll|'re|'ve)?\\b|\\bour (?:\\w+ ){0,2}(?:agents?|team|teams|staff|support|desk|people|colleagues|managers?|supervisors?|specialists?|engineers?|experts?)|\\b(?:an?|the|your) (?:\\w+ )?(?:agents?|team|specialist|colleague|operator|person|human|expert)\\b|\\bsupport (?:agents?|staff|team)\\b|(?<!recovery |fake |so-called )\\bagents\\b|\\bcustomer (?:service|support|care)\\b|\\bthe (?:help )?desk\\b|\\b(?:somebody|someone|a person) (?:from|of|on) (?:us|our)\\b)"
const HERE =
  '(?:\\b(?:us|here|below|above)\\b|\\b(?:this|that|the|our) (?:\\w+ )?(?:form|field|box|chat|page|ticket|site|website|window|conversation|message|mail|e-?mail|reply|link)\\b|\\bour (?:\\w+ )?(?:agents?|team|staff|support)\\b|\\b(?:support|customer service|an agent|the agent)\\b)'
const WITHIN = '(?:within|in|under|in less than|in at most|no later than|after)'
const THEFT = '(?:coins?|funds?|money|tokens?|assets?|balance|loss(?:es)?|crypto)'

const pattern = (source: string): RegExp => new RegExp(source, 'i')

const NUMBERS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  ten: 10,
  twelve: 12,
  half: 0.5,
  'half an': 0.5,
  few: 3,
  'a few': 3,
  seconds: 1,
}
const HOURS: readonly (readonly [unit: RegExp, hours: number])[] = [
  [/^sec/i, 1 / 3600],
  [/^min/i, 1 / 60],
  [/^(?:h|hours?|hrs?)/i, 1],
  [/day/i, 24],
  [/^week/i, 168],
]

export const EN: Phrases = {
  clauses: /[,;:()\u2013\u2014]|\s-\s|\b(?:but|however|whereas)\b/i,
  comfort:
    /\b(?:do not|don't|no need to|never) (?:worry|panic|be afraid|hesitate)(?: to)?\b|\bno (?:problem|worries|doubt)\b|\bnot only\b|\bif (?:it|that|this) (?:does not|doesn't) (?:help|work)\b|\bwhy not\b/gi,
  denies:
    /\b(?:never|not|cannot|no one|nobody|none|neither|nor|without|no|refuse|avoid|beware|instead of|rather than)\b|n't\b|\b(?:anyone|anybody|whoever|everyone|everybody|someone|somebody|a stranger|a caller|a page|a site|a website|people|those|they|he|she|scam\w*|thie(?:f|ves)|impost\w*|imperson\w*|fake|fraud\w*|phish\w*|criminals?|attackers?)\b(?! (?:from|of|on) (?:us|our)\b)/i,
  deniesOn: /\b(?:never|do not|don't|must not|should not|nobody|no one|anyone|whoever)\b/i,
  turns: /^(?:and )?(?:please|just|instead|simply|then|so|only|now)\b/i,
  toUs: pattern(`\\bus\\b|\\bour\\b|\\bhere\\b|\\bbelow\\b|${US}`),
  asksSecret: [
    pattern(
      `\\b(?:send|share|tell|give|(?:e-?mail|text|message)(?= (?:us|me|our|your|the))|provide|submit|upload|forward|dictate|disclose|hand over|attach|supply|reply with|answer with|respond with|read out|read aloud|include|quote|leave(?! out))\\b.{0,60}\\b${SECRET}`,
    ),
    pattern(
      `\\b(?:enter|type|paste|put|write|drop|post|fill in|confirm|reveal|show|insert|import|scan|photograph|repeat|verify)\\b.{0,60}\\b${SECRET}.{0,50}${HERE}`,
    ),
    pattern(
      `${US}.{0,40}\\b(?:asks?|needs?|requires?|requests?|wants?|checks?|check|verify|verifies|collects?|see|has to know|have to know)\\b.{0,40}\\b${SECRET}`,
    ),
    pattern(`\\bhave your ${SECRET} (?:ready|at hand)\\b.{0,20}\\bfor (?:us|our|the agent|an agent)`),
    pattern(`\\blet (?:us|me|our \\w+) (?:know|have|see)\\b.{0,30}\\b${SECRET}`),
    pattern(
      `\\b(?:what is|what's|what are|may (?:i|we) have|(?:can|could) (?:i|we|you) (?:have|get|send|tell|give|share))\\b.{0,20}\\b${SECRET}`,
    ),
    pattern(
      `\\byour ${SECRET} (?:is|are) (?:needed|required|necessary)\\b(?!.{0,40}\\b(?:wallet|app|device)\\b)`,
    ),
  ],
  callsBack: [
    pattern(
      `${US}.{0,40}\\b(?:call|calls|calling|phone|phones|phoning|ring|rings|ringing|text|texts|texting|whatsapp|dm|video-?call)s? (?:you|back|your)\\b|${US}.{0,30}\\bgives? you a (?:\\w+ )?call\\b`,
    ),
    pattern(`\\bcall(?:s|ed)? you back\\b|\\bcall-?backs?\\b|\\brequest a (?:phone )?call\\b`),
    pattern(
      `\\b(?:get|receive|expect|await|wait for)\\b.{0,20}\\b(?:our|a|the) (?:phone )?call\\b|\\b(?:leave|give|send|tell|share)\\b.{0,20}\\byour (?:phone|mobile|telephone|whatsapp)?\\s?number\\b`,
    ),
    pattern(
      `${US}.{0,40}\\b(?:contact|reache?|message|write to|add)s? (?:you|out)\\b.{0,30}\\b(?:by phone|phone|telegram|whatsapp|wechat|discord|sms|privately|on social)`,
    ),
  ],
  refunds: [
    pattern(
      `${US}.{0,40}\\b(?:refunds?|reimburses?|compensates?|pays? (?:you )?back|pay for your|cover your|makes? you whole|replaces? your ${THEFT}|credits? your|(?:return|restore|recover|retrieve|bring back|get back)s? (?:all )?(?:of )?(?:your|the|stolen|lost)(?: \\w+)? ?${THEFT})`,
    ),
    pattern(`${US}.{0,30}\\bget (?:all )?your ${THEFT} back\\b`),
    pattern(
      `\\byou(?:'ll| will| shall| are going to| can)\\b.{0,20}\\b(?:be (?:fully )?(?:refunded|reimbursed|compensated|repaid)|(?:get|receive|have|claim|be given) .{0,20}(?:refund|compensation|reimbursement|money back|${THEFT} back))`,
    ),
    pattern(
      `\\byour (?:\\w+ )?${THEFT} (?:will|shall|is going to|are going to|is guaranteed to|are guaranteed to) be (?:\\w+ )?(?:returned|refunded|recovered|restored|reimbursed|compensated|replaced)`,
    ),
    pattern(
      `\\b(?:refunded|reimbursed|compensated|repaid|covered|recovered|replaced|returned)\\b.{0,20}\\bby (?:us|our)\\b`,
    ),
    pattern(
      `\\bguarantee[sd]?\\b.{0,40}\\b(?:refund|recovery|return|compensation|back)\\b|\\b(?:refund|recovery|return)s? (?:is |are )?guaranteed|\\bmoney-back\\b|\\brefund (?:is )?guarantee`,
    ),
  ],
  replies: [
    pattern(
      `\\b(?:tickets?|cases?|requests?|messages?|questions?) (?:is|are|gets?|will be|is being)\\b.{0,20}\\b(?:answered|replied to|handled|read|looked at|processed)\\b.{0,20}\\b${WITHIN}\\b`,
    ),
    pattern(
      `(?:${US}|\\byou(?:'ll| will) (?:hear|get|receive|have)|\\byour (?:ticket|case|request|message|question)).{0,60}\\b${WITHIN}\\b`,
    ),
    pattern(
      `\\b(?:replies|answers|reply|answer|response|first reply)\\b.{0,20}\\b(?:comes?|arrives?|is sent|guaranteed)\\b.{0,20}\\b${WITHIN}\\b`,
    ),
  ],
  solves: [
    pattern(
      `(?:${US}|\\byour (?:coins|funds)|\\b(?:tickets?|cases?|problems?|issues?)).{0,60}\\b(?:solve[sd]?|resolve[sd]?|fix(?:ed|es)?|settle[sd]?|sorted|unblock(?:ed)?|unfreeze|unfrozen|closed)\\b`,
    ),
  ],
  atOnce: [
    pattern(
      `${US}.{0,40}\\b(?:reply|replies|answers?|responds?|gets? back|looks?|solves?|fix(?:es)?|helps?)\\b.{0,30}\\b(?:immediately|instantly|at once|right away|straight away|in no time|in seconds)\\b`,
    ),
    pattern(
      `${US}.{0,30}\\b(?:immediately|instantly|at once|right away)\\b.{0,20}\\b(?:reply|replies|answers?|responds?|gets? back)\\b`,
    ),
  ],
  always: [
    pattern(
      `(?:${US}|\\bsupport\\b|\\bhelp\\b).{0,40}(?:24/7|24x7|\\baround the clock\\b|\\bday and night\\b|\\bat any (?:time|hour)\\b|\\b24 hours a day\\b)`,
    ),
    pattern(`(?:24/7|24x7|\\baround-the-clock|\\b24-hour) (?:\\w+ )?(?:support|help|service|desk|team)`),
  ],
  span: /\b(\d+(?:\.\d+)?|half an|half|a few|few|an?|one|two|three|four|five|six|ten|twelve)\s?-?(seconds?|secs?|minutes?|mins?|hours?|hrs?|h\b|(?:working |business |calendar )?days?|weeks?)/i,
  hoursOf: (count, unit) =>
    (NUMBERS[count.toLowerCase()] ?? Number(count)) * (HOURS.find(([name]) => name.test(unit))?.[1] ?? 1),
}
