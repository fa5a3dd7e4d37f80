// What editors write becomes articles: problems are named, HTML is safe, anchors and links hold, text is kept as written.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatProblem, type Problem, type Section } from '../src/articles/article.ts'
import { activeNotices, articlesFor, findArticle } from '../src/articles/corpus.ts'
import { frontMatterSchema } from '../src/articles/front-matter.ts'
import { blocksToText, parseMarkdown, splitSections } from '../src/articles/markdown.ts'
import { type ParsedArticle, parseArticle } from '../src/articles/parse-article.ts'
import { splitPassages, splitText } from '../src/articles/passages.ts'
import { ContentError, readSoundCorpus } from '../src/articles/read.node.ts'
import {
  articleFile,
  articleOf,
  BODY_LINE,
  type Fields,
  HANDOVER,
  readSample,
  SAMPLE,
  svg,
  writeFiles,
} from './fixtures/content.ts'

const EXPORT = 'articles/en/keys/export-key.md'
const NEW = 'articles/en/keys/new.md'

/** Problems of the sample with one article added, its body given. */
async function problemsOf(body: string, fields: Fields = {}): Promise<readonly Problem[]> {
  return (await readSample({ [NEW]: articleFile(fields, body + HANDOVER) })).problems
}

/** The article `new` of the sample with the given body. */
async function readBody(body: string, locale = 'en') {
  const path = locale === 'en' ? NEW : 'articles/zh-CN/keys/new.md'
  return articleOf(await readSample({ [path]: articleFile({}, body + HANDOVER) }), 'new', locale)
}

async function htmlOf(body: string): Promise<string> {
  return (await readBody(body)).sections[0]?.html ?? ''
}

function parse(body: string): ParsedArticle {
  const frontMatter = frontMatterSchema.parse({
    title: 'Title',
    description: 'A description that is long enough.',
    category: 'keys',
    questions: ['a', 'b', 'c', 'd', 'e'],
    errors: [],
    updated: '2026-01-01',
    reviewed: '2026-01-01',
    team: 'wallet',
    risk: 'general',
    related: [],
  })
  const source = {
    file: NEW,
    id: 'new',
    locale: 'en',
    version: '0',
    frontMatter,
    body,
    lineOffset: 0,
  } as const
  return parseArticle(source)
}

describe('front matter', () => {
  test('of the sample has no problems', async () => {
    expect((await readSample()).problems.map(formatProblem)).toEqual([])
  })

  test.each([
    ['a value of the wrong kind', { risk: 'high' }, 'schema', 10, /^risk: /, 'funds, account, general'],
    ['too few questions', { questions: ['one'] }, 'schema', 5, /at least 5 questions/, '5–12 questions'],
    ['a date that is none', { reviewed: '2026-02-30' }, 'schema', 8, /a date such as/, 'YYYY-MM-DD'],
    ['an empty title', { title: '  ' }, 'schema', 2, /^title: /, 'at most 80 characters'],
    ['an unknown key', { colour: 'red' }, 'schema', 12, /"colour"/, 'Remove "colour"'],
  ] as const)('with %s is named with its line and remedy', async (_, fields, rule, line, message, remedy) => {
    const problems = await problemsOf('Text.', fields)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({ file: NEW, line, rule })
    expect(problems[0]?.message).toMatch(message)
    expect(problems[0]?.remedy).toContain(remedy)
  })

  test('with a missing field is named with its remedy', async () => {
    const text = articleFile({}, `Text.${HANDOVER}`).replace(/^team: .*\n/m, '')
    const { problems } = await readSample({ [NEW]: text })
    expect(problems.map(({ rule, message }) => `${rule} ${message}`)).toEqual([
      expect.stringMatching(/^schema team: /),
    ])
    expect(problems[0]?.remedy).toContain('site.yaml')
  })

  test('with a mistake in its YAML is named with its line, and the article is left out', async () => {
    const text = articleFile({}, 'Text.').replace(/^description: .*$/m, 'description: [open')
    const { problems, corpus } = await readSample({ [NEW]: text })
    expect(problems.every(({ file, rule }) => file === NEW && rule === 'yaml')).toBe(true)
    expect(problems[0]?.line).toBeGreaterThanOrEqual(3)
    expect(problems[0]?.line).toBeLessThanOrEqual(4)
    expect(problems[0]?.remedy).toContain('quotes')
    expect(corpus.articles.some(({ id }) => id === 'new')).toBe(false)
  })

  test('with a value that starts like a YAML alias is a problem of that file, not the end of the reading', async () => {
    const text = articleFile({}, `Text.${HANDOVER}`).replace(/^title: .*$/m, 'title: *Export')
    const { problems } = await readSample({ [NEW]: text })
    expect(problems).toEqual([expect.objectContaining({ file: NEW, line: 2, rule: 'yaml' })])
  })

  test.each(['---js', '--- javascript', '---json', '---coffee'])(
    'in "%s" is refused and never evaluated',
    async (opening) => {
      const marker = '__frontMatterWasEvaluated'
      const text = `${opening}\n{ title: (globalThis.${marker} = 'yes') }\n---\nText.`
      const { problems } = await readSample({ [NEW]: text })
      expect(problems).toEqual([expect.objectContaining({ file: NEW, line: 1, rule: 'front-matter' })])
      expect(marker in globalThis).toBe(false)
    },
  )

  test('is missed in an empty file and in one without it', async () => {
    const { problems } = await readSample({ [NEW]: '', 'articles/en/keys/other.md': '# Only text' })
    expect(problems.map(({ file, line, rule }) => [file, line, rule])).toEqual([
      [NEW, 1, 'front-matter'],
      ['articles/en/keys/other.md', 1, 'front-matter'],
    ])
  })

  test('is read from files with CRLF and a byte order mark as from others, with the same lines', async () => {
    const body = `\n[Broken](nowhere.md)${HANDOVER}`
    const plain = await readSample({ [NEW]: articleFile({}, body) })
    const windows = await readSample({ [NEW]: `\uFEFF${articleFile({}, body).replaceAll('\n', '\r\n')}` })
    expect(windows.problems).toEqual(plain.problems)
    expect(plain.problems).toEqual([expect.objectContaining({ line: BODY_LINE + 1, rule: 'link' })])
    const [own, other] = [plain, windows].map((result) => articleOf(result, 'new'))
    expect({ ...own, version: '' }).toEqual({ ...other, version: '' })
  })
})

describe('problems', () => {
  test('of all files come at once, each as one line with file, line, rule and remedy', async () => {
    const { problems } = await readSample({
      [EXPORT]: SAMPLE[EXPORT]?.replace('../transfers/gas-fees.md#', 'fees.md#') ?? '',
      [NEW]: articleFile({ risk: 'none' }, 'Text.'),
      'articles/zh-CN/keys/second.md': articleFile({ team: 'nobody' }, 'Text without a way to a person.'),
      'notices/outage.yaml':
        'id: outage\nlevel: loud\nfrom: "2026-01-01T00:00:00Z"\ntext: { zh-CN: 字, en: words }\n',
      'media/bad.svg': svg('x').replace('</svg>', '\n<script>alert(1)</script></svg>'),
    })
    const lines = problems.map(formatProblem)
    expect(problems.map(({ file, rule }) => `${file} ${rule}`).sort()).toEqual([
      'articles/en/keys/export-key.md link',
      'articles/en/keys/new.md schema',
      'articles/zh-CN/keys/second.md handover',
      'articles/zh-CN/keys/second.md team',
      'media/bad.svg svg-safe',
      'notices/outage.yaml schema',
    ])
    for (const line of lines) expect(line).toMatch(/^\S+:\d+ [\w-]+ .+ → .+$/)
    expect(lines.find((line) => line.startsWith('notices/'))).toMatch(/^notices\/outage\.yaml:2 /)
    expect(lines.find((line) => line.startsWith('media/'))).toMatch(/^media\/bad\.svg:2 /)
  })

  test('stop a sound reading, which carries them all', async () => {
    const root = await writeFiles({ ...SAMPLE, [NEW]: '', 'articles/en/keys/other.md': '' })
    const error = await readSoundCorpus(root).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ContentError)
    expect((error as ContentError).problems).toHaveLength(2)
    expect((error as ContentError).message).toContain('2 problems')
  })

  test('of site.yaml itself end the reading and name the line', async () => {
    const site = SAMPLE['site.yaml']?.replace('Asia/Singapore', 'Mars/Olympus') ?? ''
    const error = await readSample({ 'site.yaml': site }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ContentError)
    expect((error as ContentError).problems).toEqual([
      expect.objectContaining({
        file: 'site.yaml',
        line: 12,
        rule: 'schema',
        message: expect.stringContaining('timezone'),
      }),
    ])
  })

  const LINE = BODY_LINE
  test.each([
    ['a link to no article', 'See [it](nowhere.md).', {}, LINE, 'link', 'nowhere', 'file name'],
    [
      'an anchor that is not there',
      'a\n\n[b](gas-fees.md#nothing)',
      {},
      LINE + 2,
      'anchor',
      'nothing',
      'why-a-fee-is-due',
    ],
    ['an anchor of the article itself', '[b](#nothing)', {}, LINE, 'anchor', 'nothing', 'still-stuck'],
    [
      'a picture that is not there',
      '![b](../../../media/no.svg)',
      {},
      LINE,
      'media',
      'no.svg',
      'content/media',
    ],
    [
      'a picture from elsewhere',
      '![b](https://example.org/a.png)',
      {},
      LINE,
      'link',
      'example.org',
      'content/media',
    ],
    ['an address without TLS', '[b](http://example.org)', {}, LINE, 'link', 'http://example.org', 'https://'],
    ['a script as an address', '[b](javascript:alert)', {}, LINE, 'link', 'javascript:', 'https://'],
    [
      'a category that is not there',
      'a',
      { category: 'none' },
      1,
      'category',
      'none',
      'transfers, keys, security',
    ],
    [
      'a folder that is not its category',
      'a',
      { category: 'security' },
      1,
      'category',
      'security',
      'Move the file',
    ],
    ['a team that is not there', 'a', { team: 'none' }, 1, 'team', 'none', 'wallet, security'],
    [
      'a related article that is not there',
      'a',
      { related: ['none'] },
      1,
      'related',
      'none',
      'other articles',
    ],
    ['itself as related', 'a', { related: ['new'] }, 1, 'related', 'new', 'other articles'],
    ['steps but no picture', '1. a\n2. b', {}, LINE, 'illustration', 'no picture', 'SVG'],
    ['funds at risk but no warning', 'a', { risk: 'funds' }, LINE, 'warning', 'no warning', '[!WARNING]'],
    ['a first-level heading', '# Title', {}, LINE, 'no-h1', 'first-level', '##'],
  ] as const)('name %s and what to do', async (_, body, fields, line, rule, message, remedy) => {
    const problems = await problemsOf(body, fields)
    expect(problems).toEqual([
      {
        file: NEW,
        line,
        rule,
        message: expect.stringContaining(message),
        remedy: expect.stringContaining(remedy),
      },
    ])
  })

  test.each([
    ['a link', '[text][there]\n\n[there]: nowhere.md'],
    ['a picture from elsewhere', '![text][there]\n\n[there]: https://example.org/a.png'],
  ])('name %s that is written by reference, too', async (_, body) => {
    expect(await problemsOf(body)).toContainEqual(expect.objectContaining({ file: NEW, rule: 'link' }))
  })

  test('name an article that ends without a way to the form, and one with a name that is taken', async () => {
    const { problems } = await readSample({
      [NEW]: articleFile({}, 'Text.\n\n## End\n\nGood luck.'),
      'articles/en/transfers/export-key.md': articleFile({ category: 'transfers' }, `Text.${HANDOVER}`),
    })
    expect(problems.map(({ file, line, rule }) => [file, line, rule])).toContainEqual([
      NEW,
      BODY_LINE + 4,
      'handover',
    ])
    const taken = problems.find(({ rule }) => rule === 'unique-id')
    expect(taken).toMatchObject({ file: 'articles/en/transfers/export-key.md' })
    expect(taken?.message).toContain(EXPORT)
  })

  test('name articles in site.yaml that are not there', async () => {
    const site = SAMPLE['site.yaml']
      ?.replace('popular: [gas-fees]', 'popular: [none]')
      .replace('emergency: stolen-funds', 'emergency: gone')
    const { problems } = await readSample({ 'site.yaml': site ?? '' })
    expect(problems.map(({ file, message }) => [file, message])).toEqual([
      ['site.yaml', expect.stringContaining('"none"')],
      ['site.yaml', expect.stringContaining('"gone"')],
    ])
  })

  test.each([
    ['a handler', '<rect onclick="a()"/>', 'svg-safe'],
    ['a foreign object', '<foreignObject/>', 'svg-safe'],
    ['an outside reference', '<use href="https://example.org/a.svg#b"/>', 'svg-safe'],
    ['an outside style', '<style>@import "a.css"</style>', 'svg-safe'],
  ])('name %s in a picture', async (_, content, rule) => {
    const { problems } = await readSample({ 'media/x.svg': svg('x').replace('</svg>', `${content}</svg>`) })
    expect(problems.map((problem) => [problem.file, problem.rule])).toEqual([['media/x.svg', rule]])
  })

  test('do not arise from references within a picture', async () => {
    const inner = '<defs><path id="a" d="M0 0"/></defs><use href="#a"/><rect fill="url(#a)"/></svg>'
    expect((await readSample({ 'media/x.svg': svg('x').replace('</svg>', inner) })).problems).toEqual([])
  })

  test('name a picture without size or description', async () => {
    const { problems } = await readSample({ 'media/x.svg': '<svg xmlns="http://www.w3.org/2000/svg"></svg>' })
    expect(problems.map(({ rule, message }) => [rule, message])).toEqual([
      ['svg-size', expect.stringContaining('viewBox')],
      ['svg-text', expect.stringContaining('<title>')],
      ['svg-text', expect.stringContaining('<desc>')],
    ])
  })
})

describe('HTML of an article', () => {
  test.each([
    '<script>alert(1)</script>',
    'text <img src=x onerror=alert(1)> text',
    '<iframe src="https://example.org"></iframe>',
    '<a href="javascript:alert(1)">here</a>',
    '<svg/onload=alert(1)>',
    '> [!WARNING]\n> <script>alert(1)</script>',
    '| a |\n| - |\n| <img src=x onerror=alert(1)> |',
  ])('shows %s as text', async (body) => {
    const html = await htmlOf(body)
    expect(html).toContain('&#x3C;') // the escaped "<" stands where the tag was written
    const tags = [...html.matchAll(/<([a-z]+)((?:"[^"]*"|[^>"])*)>/g)]
    for (const [, name, attributes] of tags) {
      expect(['p', 'div', 'table', 'thead', 'tbody', 'tr', 'th', 'td']).toContain(name)
      expect(attributes).not.toMatch(/\son\w+=|href|src/)
    }
  })

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '&#106;avascript:x',
  ])('makes the address %s lead nowhere, written inline or by reference', async (address) => {
    const html = await htmlOf(`[one](${address}) [two][there]\n\n[there]: ${address}`)
    expect(html).toContain('one')
    expect(html).toContain('two')
    expect(html).not.toMatch(/href="[^"]*(?:script|data):/i)
  })

  test.each(['note', 'tip', 'important', 'warning', 'caution'] as const)(
    'marks up a GitHub alert: %s',
    async (kind) => {
      const article = await readBody(`Intro.\n\n> [!${kind.toUpperCase()}]\n> Mind **this**.\n>\n> And that.`)
      const [section] = article.sections
      expect(section?.alerts).toHaveLength(1)
      expect(section?.alerts[0]?.kind).toBe(kind)
      expect(section?.alerts[0]?.markdown).toBe(
        `> [!${kind.toUpperCase()}]\n> Mind **this**.\n>\n> And that.`,
      )
      expect(section?.html).toContain(`<div class="alert alert-${kind}" role="note"><p class="alert-title">`)
      expect(section?.html).toContain('<strong>this</strong>')
      expect(section?.html).not.toContain('[!')
      expect(section?.text).toBe('Intro.\nMind this.\nAnd that.')
    },
  )

  test('titles alerts in the reader’s language and leaves ordinary quotations alone', async () => {
    const body = '> [!WARNING]\n> 小心。\n\n> 引文\n\n> [!WARNING] 同一行\n'
    const result = await readSample({ 'articles/zh-CN/keys/new.md': articleFile({}, body + HANDOVER) })
    const html = articleOf(result, 'new', 'zh-CN').sections[0]?.html ?? ''
    expect(html).toContain('<p class="alert-title">警告</p>')
    expect(html.match(/<blockquote>/g)).toHaveLength(2)
    expect(articleOf(result, 'new', 'zh-CN').sections[0]?.alerts).toHaveLength(1)
  })

  test('shows a picture as a figure with caption, alt text and size', async () => {
    const html = articleOf(await readSample(), 'export-key').sections.find(
      ({ steps }) => steps.length > 0,
    )?.html
    const figure = /<figure>.*<\/figure>/s.exec(html ?? '')?.[0] ?? ''
    expect(figure).toContain('<figcaption>Where the key is</figcaption>')
    expect(figure).toContain('src="/media/export-key.en.svg"')
    expect(figure).toContain('alt="A phone with the export menu"')
    expect(figure).toMatch(/width="720"/)
    expect(figure).toMatch(/height="360"/)
    expect(figure).toContain('loading="lazy"')
    expect(figure).not.toContain('title=')
  })

  test('lets tables scroll and marks outside links', async () => {
    const html = await htmlOf('| a | b |\n| - | - |\n| c | [d](https://example.org) |')
    expect(html).toMatch(/^<div class="table" tabindex="0"><table>/)
    expect(html).toContain('<a href="https://example.org" rel="noopener noreferrer">d</a>')
    expect(html.match(/<div/g)).toHaveLength(1)
  })
})

describe('sections', () => {
  const headings = fc.array(
    fc.record({
      depth: fc.integer({ min: 2, max: 4 }),
      text: fc.constantFrom(
        'Fees',
        'fees',
        'Fees 1',
        'Fees-1',
        '手续费',
        '手续费！',
        'A *b* c',
        '`code`',
        'é è',
      ),
      body: fc.constantFrom(
        '',
        'One.',
        'One.\n\n- a\n- b',
        '1. x\n2. y',
        '> [!TIP]\n> z',
        '```\n## no heading\n```',
      ),
    }),
    { maxLength: 8 },
  )

  test('have unique anchors, and all text stands in exactly one of them, as written', () => {
    fc.assert(
      fc.property(headings, (list) => {
        const source = list
          .map(({ depth, text, body }) => `${'#'.repeat(depth)} ${text}\n\n${body}\n`)
          .join('\n')
        const { tree, body } = parse(`Intro.\n\n${source}`)
        const sections = splitSections(tree)
        expect(sections).toHaveLength(list.length + 1)
        expect(new Set(sections.map(({ id }) => id)).size).toBe(sections.length)
        let from = 0
        for (const { blocks } of sections) {
          const [first, last] = [blocks[0]?.position?.start.offset, blocks.at(-1)?.position?.end.offset]
          if (first === undefined || last === undefined) continue
          expect(first).toBeGreaterThanOrEqual(from)
          expect(
            body
              .slice(from, first)
              .replace(/^#+ .*$/gm, '')
              .trim(),
          ).toBe('') // headings only in between
          from = last
        }
        expect(
          body
            .slice(from)
            .replace(/^#+ .*$/gm, '')
            .trim(),
        ).toBe('')
      }),
    )
  })

  test('with a heading of marks only still have an anchor of their own', () => {
    const ids = splitSections(parseMarkdown('Intro.\n\n## ???\n\nText.\n\n## !!!\n\nText.')).map(
      ({ id }) => id,
    )
    expect(ids[0]).toBe('')
    expect(ids.slice(1)).not.toContain('')
  })

  test('know the headings above them', () => {
    const sections = splitSections(parseMarkdown('## A\n\n### B\n\n#### C\n\n### D\n\n## E\n\n#### F'))
    expect(sections.map(({ heading, path }) => [...path, heading].join('/'))).toEqual([
      '',
      'A',
      'A/B',
      'A/B/C',
      'A/D',
      'E',
      'E/F',
    ])
  })

  test('quote the body character for character, links resolved (property)', async () => {
    const piece = fc.constantFrom(
      'Plain  text with “quotes”, *stars* & <b>tags</b>.',
      '中文，标点。',
      'See [fees](../transfers/gas-fees.md#why-a-fee-is-due "title") or [the form](/contact/).',
      '[Twice](gas-fees.md) and [twice](gas-fees.md).',
      '1. [Step](/ask/)\n2. Other\n   - nested',
      '> [!NOTE]\n> [in a note](export-key.md)',
      '| a | b |\n| - | - |\n| [c](gas-fees.md) | d |',
      '[![alt](../../../media/stolen-funds.svg)](export-key.md)',
      '## Heading with [link](gas-fees.md)',
    )
    const resolved = (source: string): string =>
      source
        .replaceAll(/\((?:\.\.\/transfers\/)?gas-fees\.md/g, '(/en/articles/gas-fees/')
        .replaceAll('(export-key.md', '(/en/articles/export-key/')
        .replaceAll('(../../../media/', '(/media/')
        .replaceAll('(/contact/', '(/en/contact/')
        .replaceAll('(/ask/', '(/en/ask/')
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 6 }), async (pieces) => {
        const body = pieces.join('\n\n')
        const expected = resolved(body)
        expect(parse(body).body).toBe(expected)
        const article = await readBody(`${body}\n`)
        for (const { markdown, alerts } of article.sections.slice(0, -1)) {
          expect(expected).toContain(markdown)
          for (const alert of alerts) expect(markdown).toContain(alert.markdown)
        }
        const quoted = article.sections
          .slice(0, -1)
          .map(({ markdown }) => markdown)
          .join('')
        const written = pieces.filter((text) => !text.startsWith('## ')).map(resolved)
        for (const text of written) expect(quoted).toContain(text)
      }),
      { numRuns: 25 },
    )
  })

  test('list the steps of ordered lists only, as plain text', async () => {
    const { sections } = await readBody(
      '- a\n- b\n\n## How\n\n1. Open **it**.\n2. Press [ok](/ask/).\n   ![x](../../../media/stolen-funds.svg)',
    )
    expect(sections[0]?.steps).toEqual([])
    expect(sections[1]?.steps).toEqual(['Open it.', 'Press ok.'])
    expect(sections[1]?.text).toBe('Open it.\nPress ok.')
  })

  test('keep words apart in their text where the line was broken by hand', () => {
    expect(blocksToText(parseMarkdown('Open it.  \nThen close\\\nit.').children)).toBe(
      'Open it. Then close it.',
    )
  })

  test('hand over to a person only if they close the article and lead to the form', async () => {
    const { sections } = await readBody('[The form](/contact/)\n\n## Middle\n\n[The form](/contact/)')
    expect(sections.map(({ isHandover }) => isHandover)).toEqual([false, false, true])
  })
})

describe('links', () => {
  /** Where links lead; pictures may link to themselves. */
  const hrefs = ({ html }: Pick<Section, 'html'>): string[] =>
    [...html.matchAll(/href="(?!\/media\/)([^"]*)"/g)].map((match) => match[1] ?? '')

  test('to articles and pages lead to the reader’s locale', async () => {
    const result = await readSample()
    const of = (locale: string): string[] => articleOf(result, 'export-key', locale).sections.flatMap(hrefs)
    expect(of('en')).toEqual(['/en/articles/gas-fees/#why-a-fee-is-due', '/en/contact/'])
    const anchor = encodeURIComponent('为什么要付手续费')
    expect(of('zh-CN')).toEqual([`/zh-CN/articles/gas-fees/#${anchor}`, '/zh-CN/contact/'])
    expect(of('zh-TW')).toEqual([`/zh-TW/articles/gas-fees/#${anchor}`, '/zh-TW/contact/'])
  })

  test.each(['[a](<gas-fees.md>)', '[a]( gas-fees.md )', '[a](gas\\-fees.md)', '[a][b]\n\n[b]: gas-fees.md'])(
    'lead there or are named as a problem, however they are written: %s',
    async (body) => {
      const result = await readSample({ [NEW]: articleFile({}, body + HANDOVER) })
      if (result.problems.some(({ file, rule }) => file === NEW && rule === 'link')) return
      const [section] = articleOf(result, 'new').sections
      expect(section && hrefs(section)).toEqual(['/en/articles/gas-fees/'])
      expect(section?.markdown).toContain('/en/articles/gas-fees/')
    },
  )

  test('in the quoted Markdown are those of the page', async () => {
    const result = await readSample()
    for (const { sections } of result.corpus.articles) {
      for (const section of sections) {
        const inMarkdown = [...section.markdown.matchAll(/(?<!!)\[[^\]]*\]\(([^)\s]+)/g)].map(
          (match) => match[1],
        )
        expect(inMarkdown).toEqual(hrefs(section))
      }
    }
  })

  test('within a derived article keep the anchor of the page', async () => {
    const body = '看[导出](#导出私钥)。\n\n## 导出私钥\n\n文字。'
    const result = await readSample({ 'articles/zh-CN/keys/new.md': articleFile({}, body + HANDOVER) })
    const [intro, section] = articleOf(result, 'new', 'zh-TW').sections
    expect(section?.id).toBe('导出私钥')
    expect(decodeURIComponent(hrefs(intro ?? { html: '' })[0] ?? '')).toContain('#导出私钥')
    expect(decodeURIComponent(intro?.markdown ?? '')).toContain('#导出私钥')
  })
})

describe('an article in Traditional Chinese', () => {
  test('is derived from the Simplified one: text, alt, title and quotation marks, but not anchors', async () => {
    const result = await readSample()
    const source = articleOf(result, 'export-key', 'zh-CN')
    const derived = articleOf(result, 'export-key', 'zh-TW')
    expect(derived.sections.map(({ id }) => id)).toEqual(source.sections.map(({ id }) => id))
    expect(derived.title).toBe('匯出私鑰')
    expect(derived.questions[0]).toBe('怎麼匯出私鑰')
    const steps = derived.sections.find((section) => section.steps.length > 0)
    expect(steps?.heading).toBe('在手機上匯出私鑰')
    expect(steps?.steps[1]).toBe('開啟「設定」，選擇「顯示私鑰」。')
    expect(steps?.markdown).toContain('「顯示私鑰」')
    expect(steps?.html).toContain('alt="手機上的匯出選單"')
    expect(steps?.html).toContain('<figcaption>私鑰在哪裡</figcaption>')
    expect(steps?.html).toContain('/media/export-key.zh-TW.svg')
    expect(derived.version).toBe(source.version)
  })

  test('has its own picture, converted and of the same size', async () => {
    const { media } = await readSample()
    const source = media.find(({ file }) => file === 'export-key.zh-CN.svg')
    expect(media.find(({ file }) => file === 'export-key.zh-TW.svg')).toEqual({
      file: 'export-key.zh-TW.svg',
      svg: source?.svg.replaceAll('导出菜单', '匯出選單'),
      width: 720,
      height: 360,
    })
  })
})

describe('a reader', () => {
  test('gets a missing translation in the first language that has it, and is told', async () => {
    const { corpus } = await readSample({ [NEW]: articleFile({ title: 'English only' }, `Text.${HANDOVER}`) })
    const view = (id: string, locale: 'en' | 'zh-CN' | 'zh-TW') => {
      const found = findArticle(corpus.articles, id, locale)
      return found && [found.article.locale, found.isFallback]
    }
    expect(view('watch-only', 'en')).toEqual(['zh-CN', true])
    expect(view('watch-only', 'zh-TW')).toEqual(['zh-TW', false])
    expect(view('new', 'zh-CN')).toEqual(['en', true])
    expect(view('new', 'zh-TW')).toEqual(['en', true])
    expect(view('new', 'en')).toEqual(['en', false])
    expect(view('nothing', 'en')).toBeUndefined()
  })

  test('sees every article once, in the order of the categories', async () => {
    const { corpus } = await readSample()
    for (const locale of ['en', 'zh-CN', 'zh-TW'] as const) {
      const ids = articlesFor(corpus, locale).map(({ article }) => article.id)
      expect(ids).toEqual(['gas-fees', 'watch-only', 'export-key', 'stolen-funds'])
    }
  })

  const NOTICE = 'notices/outage.yaml'
  const notice = (from: string, until: string): string =>
    `id: outage\nlevel: warning\nfrom: "${from}"\nuntil: "${until}"\ntext: { zh-CN: 字, en: words }\n`
  test.each([
    ['in UTC', '2026-03-02T00:00:00.000Z', '2026-03-02T12:00:00.000Z'],
    ['without fractions of seconds', '2026-03-02T00:00:00Z', '2026-03-02T12:00:00Z'],
    ['with an offset', '2026-03-02T08:00:00+08:00', '2026-03-02T20:00:00+08:00'],
  ])('sees a notice from its beginning until before its end, written %s', async (_, from, until) => {
    const { corpus, problems } = await readSample({ [NOTICE]: notice(from, until) })
    expect(problems).toEqual([])
    const isShown = (now: string): boolean => activeNotices(corpus, new Date(now)).length > 0
    expect(isShown('2026-03-01T23:59:59.999Z'), 'before').toBe(false)
    expect(isShown('2026-03-02T00:00:00.000Z'), 'at the beginning').toBe(true)
    expect(isShown('2026-03-02T11:59:59.999Z'), 'shortly before the end').toBe(true)
    expect(isShown('2026-03-02T12:00:00.000Z'), 'at the end').toBe(false)
  })

  test('sees a notice without an end until it is removed', async () => {
    const text = 'id: a\nlevel: info\nfrom: "2026-03-02T00:00:00Z"\ntext: { zh-CN: 字, en: words }\n'
    const { corpus } = await readSample({ 'notices/a.yaml': text })
    expect(activeNotices(corpus, new Date('2030-01-01T00:00:00Z')).map(({ id }) => id)).toEqual(['a'])
  })
})

describe('passages', () => {
  const sentence = fc
    .tuple(
      fc.constantFrom('Send 1 coin', '转账失败', 'Why', '打开设置，再选择网络', 'a b c d e f g'),
      fc.constantFrom('. ', '。', '! ', '？', '\n'),
    )
    .map(([words, end]) => words + end)

  test('hold every sentence whole, and none is longer than allowed', () => {
    const limits = fc.record({
      maxLength: fc.integer({ min: 20, max: 80 }),
      overlap: fc.integer({ min: 0, max: 30 }),
    })
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 40 }), limits, (sentences, limit) => {
        const parts = splitText(sentences.join(''), limit)
        for (const part of parts) expect(part.length).toBeLessThanOrEqual(limit.maxLength)
        for (const one of sentences) expect(parts.some((part) => part.includes(one.trim()))).toBe(true)
      }),
    )
  })

  test('lose no character of any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.integer({ min: 1, max: 40 }),
        (text, maxLength) => {
          const parts = splitText(text, { maxLength, overlap: 0 })
          for (const part of parts) expect(part.length).toBeLessThanOrEqual(Math.max(maxLength, 1))
          const bare = (value: string): string => value.replace(/\s/g, '')
          expect(bare(parts.join(''))).toBe(bare(text))
        },
      ),
    )
  })

  test('repeat the last sentences of the one before, up to the overlap', () => {
    const text = 'One one. Two two. Three three. Four four.'
    expect(splitText(text, { maxLength: 20, overlap: 0 })).toEqual([
      'One one. Two two.',
      'Three three.',
      'Four four.',
    ])
    expect(splitText(text, { maxLength: 24, overlap: 10 })).toEqual([
      'One one. Two two.',
      'Two two. Three three.',
      'Four four.',
    ])
  })

  test('are not cut inside a number or an address', () => {
    expect(splitText('One two. Pay 0.5 now.', { maxLength: 16, overlap: 0 })).toEqual([
      'One two.',
      'Pay 0.5 now.',
    ])
  })

  test('of an article carry its headings; the first one carries the description, and there is always a first one', async () => {
    const article = articleOf(await readSample(), 'export-key')
    const passages = splitPassages(article)
    expect(passages[0]).toMatchObject({ section: 0, path: [] })
    expect(passages[0]?.text).toContain(article.description)
    expect(passages.map(({ path }) => path.join('/'))).toContain('Export the key on a phone')
    const empty = await readBody('')
    expect(splitPassages(empty)[0]?.text).toContain(empty.description)
  })
})
