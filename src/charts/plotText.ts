const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Invisible; parts `%` from `{`, which plotly would read as the start of a template field. */
const ZERO_WIDTH_SPACE = '\u200b'

/**
 * Text from a file (a condition's or a column's name) as text for plotly, which otherwise reads tags, links and
 * template fields in titles, labels and hover boxes.
 */
export function plotText(text: string): string {
  return text
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? '')
    .replace(/%(?=\{)/g, `%${ZERO_WIDTH_SPACE}`)
    .replace(/\s+/g, ' ')
}

/** The letter of a pipeline in its colour, before text that has been through `plotText`. */
export function letterText(letter: 'A' | 'B', colour: string, text: string): string {
  return `<span style="color:${colour}"><b>${letter}</b></span> ${plotText(text)}`
}

/** A number with a true minus, `digits` after the point, for labels in plots. */
export function fixedText(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits)
  return value < 0 && Number(text) !== 0 ? `\u2212${text}` : text
}

/** Longest name an axis has room for, in characters. */
const LONGEST = 18

/** A name cut to what an axis has room for; the hover box and the table keep all of it. */
export function shortened(name: string): string {
  const characters = Array.from(name)
  return characters.length <= LONGEST ? name : `${characters.slice(0, LONGEST - 1).join('')}\u2026`
}
