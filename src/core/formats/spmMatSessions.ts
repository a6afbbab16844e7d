import { zeros, type Matrix } from '../math/matrix.ts'
import { fieldOf, itemsOf, matrixIn, numberIn, numbersIn, textIn } from './matAccess.ts'
import type { MatValue } from './matValue.ts'
import type { SpmCondition, SpmSession } from './spmMat.ts'

/** The sessions of a model: SPM.Sess with the high-pass filters of SPM.xX.K. */
export function spmSessions(spm: MatValue, scanCounts: readonly number[]): readonly SpmSession[] {
  const filters = itemsOf(fieldOf(spm, 'xX', 'K'))
  return itemsOf(fieldOf(spm, 'Sess')).map((session, s) => ({
    scanCount: scanCounts[s] ?? NaN,
    conditions: itemsOf(fieldOf(session, 'U')).map(conditionOf),
    regressors: regressorsOf(session, scanCounts[s] ?? 0),
    highPassSeconds: numberIn(fieldOf(filters[s], 'HParam')) ?? Infinity,
  }))
}

function conditionOf(condition: MatValue): SpmCondition {
  const onsets = numbersIn(fieldOf(condition, 'ons')) ?? new Float64Array(0)
  const durations = numbersIn(fieldOf(condition, 'dur')) ?? new Float64Array(1)
  const names = itemsOf(fieldOf(condition, 'name'))
  return {
    name: textIn(names[0]) ?? textIn(fieldOf(condition, 'name')) ?? '',
    onsets,
    // One duration is that of every event.
    durations: onsets.map((_, i) => durations[durations.length === 1 ? 0 : i]),
    modulators: itemsOf(fieldOf(condition, 'P')).flatMap(modulatorOf),
    orthogonalised: (numberIn(fieldOf(condition, 'orth')) ?? 1) !== 0,
  }
}

function modulatorOf(modulator: MatValue): SpmCondition['modulators'][number][] {
  const name = textIn(fieldOf(modulator, 'name')) ?? 'none'
  return name === 'none' ? [] : [{ name, order: numberIn(fieldOf(modulator, 'h')) ?? 1 }]
}

function regressorsOf(session: MatValue, scanCount: number): SpmSession['regressors'] {
  const values: Matrix = matrixIn(fieldOf(session, 'C', 'C')) ?? zeros(scanCount, 0)
  const names = itemsOf(fieldOf(session, 'C', 'name')).map((name) => textIn(name) ?? '')
  return {
    values,
    names: Array.from({ length: values.columns }, (_, j) => names[j] || `R${j + 1}`),
  }
}
