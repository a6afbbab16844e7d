import { refusal } from './refuse.ts'

/** Most bytes that the parts which are wanted may take, stored and widened to double. */
const mostMatBytes = 2 ** 28

/** Most bytes that are inflated, kept or not. */
const mostInflatedBytes = 2 ** 29

/** Most arrays, cells and fields of a file. */
const mostElements = 200_000

/** Deepest nesting of cells and structures; SPM.mat has 8 levels. */
export const deepestMat = 40

/** What a MAT file may still cost; counted before anything is allocated. */
export interface MatBudget {
  bytes: number
  inflated: number
  elements: number
}

/** The budget of one file. */
export function matBudget(): MatBudget {
  return { bytes: mostMatBytes, inflated: mostInflatedBytes, elements: mostElements }
}

/** Takes from the budget. Throws a Refusal when it is used up. */
export function spend(budget: MatBudget, on: keyof MatBudget, amount: number, fileName: string): void {
  budget[on] -= amount
  if (budget[on] >= 0) return
  throw refusal({
    code: 'mat-too-large',
    file: fileName,
    message:
      on === 'elements'
        ? 'The MAT file holds more than 200 000 arrays, cells and fields.'
        : `The MAT file unpacks to more than ${on === 'bytes' ? '256' : '512'} MB.`,
    remedy: 'Save the variables that are needed in a file of their own.',
  })
}

/** The Refusal for a file that is not what MATLAB or Octave would write. */
export function damagedMat(file: string, reason: string): Error {
  return refusal({
    code: 'mat-damaged',
    file,
    message: `The MAT file is damaged or cut short: ${reason}.`,
    remedy: 'Copy it again, or save it again with save -v7.',
  })
}
