/** What one side of the table was measured on. */
export const agreementColumns = [
  { key: 'single', title: 'nilearn, single' },
  { key: 'double', title: 'nilearn, double' },
  { key: 'spm', title: 'SPM12, none or AR(1)' },
  { key: 'fast', title: 'SPM12, FAST' },
] as const

export type AgreementColumn = (typeof agreementColumns)[number]['key']

/** How a deviation is expressed. */
export type AgreementMeasure = 'of the largest' | 'absolute' | 'voxels' | 'count'

/** One quantity with the largest deviation over all cases of each column; absent where the tool has no such thing. */
export interface AgreementRow {
  readonly quantity: string
  readonly measure: AgreementMeasure
  readonly largest: Readonly<Partial<Record<AgreementColumn, number>>>
}

/** Collects deviations and keeps the largest of each quantity and column, in the order of first mention. */
export interface AgreementCollector {
  add(column: AgreementColumn, [quantity, measure]: readonly [string, AgreementMeasure], value: number): void
  rows(): readonly AgreementRow[]
}

/** An empty collector; a deviation that is no number stays one, so that it cannot hide. */
export function collectAgreement(): AgreementCollector {
  const found = new Map<
    string,
    { measure: AgreementMeasure; largest: Partial<Record<AgreementColumn, number>> }
  >()
  return {
    add(column, [quantity, measure], value) {
      const entry = found.get(quantity) ?? { measure, largest: {} }
      const before = entry.largest[column] ?? 0
      entry.largest[column] = value <= before ? before : value
      found.set(quantity, entry)
    },
    rows: () => [...found].map(([quantity, { measure, largest }]) => ({ quantity, measure, largest })),
  }
}
