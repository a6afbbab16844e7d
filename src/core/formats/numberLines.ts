import { numberOf } from './table.ts'

/**
 * Lines of numbers separated by blanks, tabs or commas; blank lines and lines that begin with # are left out. `onWrong` is called with the
 * line (from 1) and the cell that is no finite number, and must throw.
 */
export function numberLines(
  text: string,
  onWrong: (line: number, cell: string) => never,
): readonly (readonly number[])[] {
  return text.split(/\r\n|\r|\n/).flatMap((line, i) => {
    const cells = line.split(/[\s,]+/).filter((cell) => cell !== '')
    if (cells.length === 0 || cells[0].startsWith('#')) return []
    return [
      cells.map((cell) => {
        return numberOf(cell) ?? onWrong(i + 1, cell)
      }),
    ]
  })
}
