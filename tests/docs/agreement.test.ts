import { readFileSync, writeFileSync } from 'node:fs'
import { format, resolveConfig } from 'prettier'
import { expect, it } from 'vitest'
import { nilearnFolders } from '../core/glm/nilearnGolden.ts'
import { caseNames } from '../core/glm/spm12Case.ts'
import { collectAgreement } from './agreementRows.ts'
import { readTable, renderTable, staleCells, withTable } from './agreementTable.ts'
import { measureNilearn } from './measureNilearn.ts'
import { measureSpm12 } from './measureSpm12.ts'

const sentence = `${String(nilearnFolders.length)} analyses by nilearn and ${String(caseNames.length)} by SPM12.`
const pagePath = new URL('../../docs/agreement.md', import.meta.url).pathname

it('docs/agreement.md says what the golden cases measure; `npm run agreement` writes it anew', async () => {
  const agreement = collectAgreement()
  measureNilearn(agreement)
  measureSpm12(agreement)
  const rows = agreement.rows()
  if (process.env['GLMSCOPE_WRITE_AGREEMENT'] !== undefined) {
    const page = withTable(readFileSync(pagePath, 'utf8'), renderTable(rows), sentence)
    writeFileSync(pagePath, await format(page, { ...(await resolveConfig(pagePath)), filepath: pagePath }))
  }
  const written = readFileSync(pagePath, 'utf8')
  const committed = readTable(written)
  expect(written).toContain(sentence)
  expect(committed.size).toBeGreaterThan(15)
  expect(staleCells(committed, rows)).toEqual([])
})

it('tells a stale cell from rounding', () => {
  const rows = (largest: number) => [
    { quantity: 't', measure: 'absolute' as const, largest: { spm: largest } },
  ]
  const committed = readTable(
    withTable('<!-- measured: begin --><!-- measured: end -->', renderTable(rows(3e-7))),
  )
  expect(staleCells(committed, rows(8e-7))).toEqual([])
  expect(staleCells(committed, rows(5e-6))).toEqual(['t: 3.0e-7 is now 5.0e-6'])
  expect(staleCells(committed, rows(NaN))).toEqual(['t: 3.0e-7 is now NaN'])
  expect(staleCells(committed, [])).toEqual(['t: the whole row'])
})
