import { expect, it } from 'vitest'
import { inflateHere } from '../../src/workers/inflate.ts'
import { warmUpDesigns, warmUpFits } from '../../src/workers/warmUpFits.ts'
import { warmUpRun } from '../../src/workers/warmUpRun.ts'

it.each([
  ['reading', () => warmUpRun(inflateHere)],
  ['designs', () => warmUpDesigns()],
  ['fits', () => warmUpFits()],
])('warming up %s gets to its end: a failure would be silent in the app', async (_, work) => {
  await expect(work()).resolves.toBeUndefined()
})
