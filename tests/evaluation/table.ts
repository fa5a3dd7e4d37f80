// Figures as text: numbers, and tables whose columns line up.

/** "93.2 %"; "–" for nothing to measure. */
export function percent(value: number): string {
  return Number.isNaN(value) ? '–' : `${(value * 100).toFixed(1)} %`
}

/** First column to the left, the others to the right; the first row is the heading. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(0, ...rows.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => [...(row[column] ?? '')].length)),
  )
  const line = (row: readonly string[]): string =>
    widths
      .map((width, column) => pad(row[column] ?? '', width, column === 0))
      .join('  ')
      .trimEnd()
  return `${rows.map(line).join('\n')}\n`
}

function pad(text: string, width: number, isLeft: boolean): string {
  const gap = ' '.repeat(Math.max(0, width - [...text].length))
  return isLeft ? text + gap : gap + text
}
