import { fieldOf, itemsOf, matrixIn, numberIn, numbersIn, textIn } from './matAccess.ts'
import { readMatFile } from './matFile.ts'
import type { MatValue } from './matValue.ts'
import { listed, refusal, shortNumber } from './refuse.ts'
import { spmSessions } from './spmMatSessions.ts'
import type { SpmBasisSet, SpmContrast, SpmDesign, SpmGlobals, SpmMasking, SpmMat } from './spmMat.ts'
import { isWantedOfSpm } from './spmMatWanted.ts'

/** What a design needs; without one of these there is none. */
const neededFields = [
  ['xY', 'RT'],
  ['nscan'],
  ['Sess'],
  ['xBF', 'name'],
  ['xBF', 'T'],
  ['xBF', 'T0'],
  ['xX', 'X'],
  ['xX', 'name'],
] as const

/**
 * Reads an SPM.mat (MAT v5 to v7) of a first-level fMRI model. Throws a Refusal for other MAT files, other models, and models without
 * the fields that a design needs.
 */
export function readSpmMat(bytes: Uint8Array, fileName: string): SpmMat {
  const { variables, findings } = readMatFile(bytes, { fileName, wanted: isWantedOfSpm })
  const spm = variables.get('SPM')
  if (spm?.kind !== 'struct') throw noModel([...variables.keys()], fileName)
  return spmModel(spm, { fileName, findings })
}

function spmModel(spm: MatValue, file: Pick<SpmMat, 'fileName' | 'findings'>): SpmMat {
  checkFields(spm, file.fileName)
  checkTiming(spm, file.fileName)
  const at = (...path: readonly string[]): MatValue | undefined => fieldOf(spm, ...path)
  const scanCounts = [...(numbersIn(at('nscan')) ?? [])]
  return {
    ...file,
    spmId: textIn(at('SPMid')) ?? null,
    repetitionTimeSeconds: numberIn(at('xY', 'RT')) ?? NaN,
    units: textIn(at('xBF', 'UNITS')) === 'scans' ? 'scans' : 'secs',
    scanNames: linesOf(at('xY', 'P')),
    basis: basisOf(at('xBF')),
    sessions: spmSessions(spm, scanCounts),
    design: designOf(at('xX'), file.fileName),
    globals: globalsOf(at('xGX')),
    masking: maskingOf(spm),
    noise: {
      form: textIn(at('xVi', 'form')) ?? '',
      hyperparameters: numbersIn(at('xVi', 'h')) ?? new Float64Array(0),
    },
    contrasts: itemsOf(at('xCon')).flatMap(contrastOf),
  }
}

function checkFields(spm: MatValue, file: string): void {
  const missing = neededFields
    .filter((path) => {
      const value = fieldOf(spm, ...path)
      return value === undefined || value.kind === 'unread'
    })
    .map((path) => path.join('.'))
  if (missing.length === 0) return
  throw refusal({
    code: 'spm-mat-fields',
    file,
    message: `The model lacks ${listed(missing.map((name) => `SPM.${name}`))}, so it is not one of a first-level fMRI analysis.`,
    remedy: 'Drop the SPM.mat that SPM12’s fMRI model specification wrote for one subject.',
  })
}

/** Throws a Refusal for times that no scanner has and bins that SPM does not take. */
function checkTiming(spm: MatValue, file: string): void {
  const seconds = numberIn(fieldOf(spm, 'xY', 'RT')) ?? NaN
  const bins = numberIn(fieldOf(spm, 'xBF', 'T')) ?? NaN
  const bin = numberIn(fieldOf(spm, 'xBF', 'T0')) ?? NaN
  const isPossible =
    seconds >= 0.001 &&
    seconds <= 1000 &&
    Number.isInteger(bins) &&
    bins >= 1 &&
    bins <= 1000 &&
    bin >= 1 &&
    bin <= bins
  if (isPossible) return
  throw refusal({
    code: 'spm-mat-timing',
    file,
    message: `The model has a repetition time of ${shortNumber(seconds)} s and reads bin ${shortNumber(bin)} of ${shortNumber(bins)} in each scan.`,
    remedy: 'Specify the model again in SPM12 with the times of the run, and drop the new SPM.mat.',
  })
}

function linesOf(value: MatValue | undefined): readonly string[] {
  return value?.kind === 'text' ? value.rows.map((row) => row.trimEnd()) : []
}

function basisOf(xBF: MatValue | undefined): SpmBasisSet {
  const number = (name: string, otherwise: number): number => numberIn(fieldOf(xBF, name)) ?? otherwise
  return {
    name: textIn(fieldOf(xBF, 'name')) ?? '',
    order: number('order', 1),
    microtimeResolution: number('T', NaN),
    microtimeOnset: number('T0', NaN),
    binSeconds: number('dt', NaN),
    lengthSeconds: number('length', NaN),
    volterraOrder: number('Volterra', 1),
  }
}

function designOf(xX: MatValue | undefined, file: string): SpmDesign {
  const matrix = matrixIn(fieldOf(xX, 'X'))
  const names = itemsOf(fieldOf(xX, 'name')).map((name) => textIn(name) ?? '')
  if (matrix?.columns !== names.length || matrix.rows === 0) {
    throw refusal({
      code: 'spm-mat-design',
      file,
      message: `The design (SPM.xX.X) has ${matrix?.columns ?? 'no'} columns and ${names.length} names.`,
      remedy: 'Specify the model again in SPM12 and drop the new SPM.mat.',
    })
  }
  const indices = (name: string): number[] => [...(numbersIn(fieldOf(xX, name)) ?? [])].map((i) => i - 1)
  return {
    matrix,
    names,
    interest: indices('iC'),
    blocks: indices('iB'),
    nuisance: indices('iG'),
    residualDf: numberIn(fieldOf(xX, 'erdf')) ?? null,
  }
}

function globalsOf(xGX: MatValue | undefined): SpmGlobals {
  return {
    normalisation: textIn(fieldOf(xGX, 'iGXcalc')) === 'Scaling' ? 'Scaling' : 'None',
    grandMean: numberIn(fieldOf(xGX, 'GM')) ?? 100,
    scaleFactors: numbersIn(fieldOf(xGX, 'gSF')) ?? new Float64Array(0),
    globals: numbersIn(fieldOf(xGX, 'rg')) ?? new Float64Array(0),
  }
}

function maskingOf(spm: MatValue): SpmMasking {
  const explicit = fieldOf(spm, 'xM', 'VM')
  const name = textIn(fieldOf(explicit, 'fname')) ?? textIn(explicit) ?? ''
  return {
    fractionOfGlobal: numberIn(fieldOf(spm, 'xM', 'gMT')) ?? thresholdFraction(spm),
    implicit: (numberIn(fieldOf(spm, 'xM', 'I')) ?? 0) !== 0,
    explicitMask: name === '' ? null : name,
  }
}

/** What the thresholds are of the scaled global means, where the file does not say it: TH / (rg gSF), the same in every scan. */
function thresholdFraction(spm: MatValue): number | null {
  const thresholds = numbersIn(fieldOf(spm, 'xM', 'TH'))
  const { globals, scaleFactors } = globalsOf(fieldOf(spm, 'xGX'))
  if (thresholds === undefined || thresholds.length === 0 || globals.length === 0) return null
  const fraction = thresholds[0] / (globals[0] * scaleFactors[0])
  return Number.isNaN(fraction) ? null : Number(fraction.toPrecision(9))
}

function contrastOf(xCon: MatValue): SpmContrast[] {
  const weights = matrixIn(fieldOf(xCon, 'c'))
  const statistic = textIn(fieldOf(xCon, 'STAT'))
  if (weights === undefined || (statistic !== 'T' && statistic !== 'F')) return []
  return [{ name: textIn(fieldOf(xCon, 'name')) ?? '', statistic, weights }]
}

function noModel(names: readonly string[], file: string): Error {
  return refusal({
    code: 'not-spm-mat',
    file,
    message: `The MAT file holds ${names.length === 0 ? 'no variables' : listed(names)}, but no structure called SPM.`,
    remedy: 'Drop the SPM.mat of a first-level analysis.',
  })
}
