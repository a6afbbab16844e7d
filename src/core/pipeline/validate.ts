import type { Finding } from '../finding.ts'
import type { DesignRun } from './designRun.ts'
import { matrixModelFindings } from './matrixModelFindings.ts'
import type { EventModelSpec, HighPassSpec, MaskSpec, NoiseSpec, PipelineSpec } from './pipelineSpec.ts'

/** The part of a run that settings are checked against. */
export type RunLength = Pick<DesignRun, 'scanCount' | 'repetitionTimeSeconds'>

/** More samples than any scan needs, and few enough to hold in memory. */
const largestGrid = 2e7

/** No scan is shorter, and a response sampled so often would not fit into memory. */
const shortestScanSeconds = 0.001

/** nilearn's kernels are this long. */
const kernelSeconds = 32

/** Findings about the settings alone: errors for what cannot be computed, warnings for what is doubtful. Never throws. */
export function validateSpec(spec: PipelineSpec, run: RunLength): readonly Finding[] {
  return [
    ...runFindings(run),
    ...eventModelFindings(spec.eventModel, run),
    ...samplingFindings(spec.samplingInstant),
    ...repeatedConfounds(spec.confounds.columns),
    ...highPassFindings(spec.highPass, run),
    ...driftTwiceFindings(spec),
    ...maskFindings(spec.mask),
    ...smoothingFindings(spec.smoothing.fwhmMm),
    ...noiseFindings(spec.noise),
  ]
}

function runFindings({ scanCount, repetitionTimeSeconds }: RunLength): Finding[] {
  return [
    ...errorUnless(
      isWhole(scanCount, 2),
      'too-few-scans',
      `The run has ${scanCount} scans.`,
      'A fit needs at least two.',
    ),
    ...errorUnless(
      Number.isFinite(repetitionTimeSeconds) && repetitionTimeSeconds >= shortestScanSeconds,
      'repetition-time-invalid',
      `The repetition time is ${repetitionTimeSeconds} s.`,
      'Give the time between two scans in seconds.',
    ),
  ]
}

function eventModelFindings(model: EventModelSpec, run: RunLength): Finding[] {
  switch (model.kind) {
    case 'nilearn':
      return gridFindings(model, run)
    case 'nilearn-fir':
      return [...gridFindings(model, run), ...firFindings(model.delaysScans, run.scanCount)]
    case 'spm12':
      return [
        ...errorUnless(
          isWhole(model.microtimeResolution, 1),
          'microtime-resolution-invalid',
          `The microtime resolution is ${model.microtimeResolution}.`,
          'Give a whole number of bins per scan, 1 or more; SPM12 uses 16.',
        ),
        ...gridSizeFindings(run.scanCount * model.microtimeResolution),
      ]
    case 'matrix':
      return matrixModelFindings(model)
  }
}

function gridFindings(
  model: { readonly oversampling: number; readonly minOnsetSeconds: number },
  run: RunLength,
): Finding[] {
  const leadScans = (kernelSeconds - model.minOnsetSeconds) / run.repetitionTimeSeconds
  return [
    ...errorUnless(
      isWhole(model.oversampling, 1),
      'oversampling-invalid',
      `The oversampling is ${model.oversampling}.`,
      'Give a whole number of samples per scan, 1 or more; nilearn uses 50.',
    ),
    ...errorUnless(
      Number.isFinite(model.minOnsetSeconds) && model.minOnsetSeconds <= 0,
      'min-onset-invalid',
      `The first onset to consider is ${model.minOnsetSeconds} s.`,
      'Give 0 or a negative number of seconds; nilearn uses -24.',
    ),
    ...gridSizeFindings((run.scanCount + leadScans) * model.oversampling),
  ]
}

function gridSizeFindings(samples: number): Finding[] {
  return errorUnless(
    !(samples > largestGrid),
    'sampling-grid-too-large',
    `The events would be sampled at ${Math.round(samples)} times.`,
    'Use fewer samples per scan, or a later first onset.',
  )
}

function firFindings(delays: readonly number[], scanCount: number): Finding[] {
  const wrong = delays.find((delay) => !isWhole(delay, 0))
  const late = delays.find((delay) => delay >= scanCount)
  return [
    ...errorUnless(
      delays.length > 0,
      'fir-delays-missing',
      'The FIR model has no delays.',
      'Give at least one.',
    ),
    ...errorUnless(
      wrong === undefined,
      'fir-delay-invalid',
      `The FIR delay ${wrong} is not a whole number of scans.`,
      'Give delays of 0 scans or more.',
    ),
    ...errorUnless(
      late === undefined,
      'fir-delay-beyond-run',
      `The FIR delay of ${late} scans lies beyond the run of ${scanCount} scans.`,
      'Use shorter delays.',
    ),
    ...errorUnless(
      new Set(delays).size === delays.length,
      'fir-delay-repeated',
      'An FIR delay is given twice.',
      'Give each delay once.',
    ),
  ]
}

function samplingFindings(instant: number): Finding[] {
  return errorUnless(
    instant >= 0 && instant <= 1,
    'sampling-instant-invalid',
    `The sampling instant is ${instant} of a scan.`,
    'Give a fraction between 0 and 1.',
  )
}

function repeatedConfounds(columns: readonly string[]): Finding[] {
  const repeated = columns.find((name, i) => columns.indexOf(name) !== i)
  return errorUnless(
    repeated === undefined,
    'confound-repeated',
    `The confound "${repeated}" is chosen twice.`,
    'Choose each column once.',
  )
}

function highPassFindings(highPass: HighPassSpec, run: RunLength): Finding[] {
  switch (highPass.kind) {
    case 'none':
      return []
    case 'polynomial-regressors':
      return errorUnless(
        isWhole(highPass.order, 0) && highPass.order < run.scanCount,
        'polynomial-order-invalid',
        `The drift's polynomial order is ${highPass.order}.`,
        'Give a whole number from 0 to less than the number of scans.',
      )
    case 'cosine-regressors':
      return [
        ...errorUnless(
          Number.isFinite(highPass.cutoffHz) && highPass.cutoffHz >= 0,
          'high-pass-invalid',
          `The high-pass cutoff is ${highPass.cutoffHz} Hz.`,
          'Give 0 Hz or more; nilearn uses 0.01.',
        ),
        ...nyquistFindings(highPass.cutoffHz, `${highPass.cutoffHz} Hz`, run),
      ]
    case 'dct-filter':
      return [
        ...errorUnless(
          Number.isFinite(highPass.cutoffSeconds) && highPass.cutoffSeconds > 0,
          'high-pass-invalid',
          `The high-pass cutoff is ${highPass.cutoffSeconds} s.`,
          'Give a positive number of seconds; SPM12 uses 128.',
        ),
        ...nyquistFindings(1 / highPass.cutoffSeconds, `${highPass.cutoffSeconds} s`, run),
      ]
  }
}

function driftTwiceFindings({ eventModel, highPass }: PipelineSpec): Finding[] {
  const isIdle = highPass.kind === 'cosine-regressors' || highPass.kind === 'polynomial-regressors'
  if (eventModel.kind !== 'matrix' || eventModel.drift === 'none' || !isIdle) return []
  return [
    {
      code: 'drift-already-there',
      severity: 'note',
      message: 'The given design has its own drifts.',
      remedy: 'The high-pass setting adds no columns to it.',
    },
  ]
}

/** nilearn only warns here, but so many columns leave no scan to fit. */
function nyquistFindings(cutoffHz: number, cutoff: string, { repetitionTimeSeconds }: RunLength): Finding[] {
  const shortestSeconds = 2 * repetitionTimeSeconds
  return errorUnless(
    !(cutoffHz * repetitionTimeSeconds >= 0.5),
    'high-pass-beyond-nyquist',
    `A high-pass cutoff of ${cutoff} removes every change over time: scans ${repetitionTimeSeconds} s apart show none faster than ${shortestSeconds} s.`,
    `Give a frequency below ${Number((1 / shortestSeconds).toPrecision(4))} Hz, that is, a period above ${shortestSeconds} s.`,
  )
}

function maskFindings(mask: MaskSpec): Finding[] {
  switch (mask.kind) {
    case 'all':
    case 'file':
      return []
    case 'spm12-threshold':
      return errorUnless(
        Number.isFinite(mask.fractionOfGlobal),
        'mask-threshold-invalid',
        `The mask threshold is ${mask.fractionOfGlobal}.`,
        'Give a fraction of the global mean; SPM12 uses 0.8.',
      )
    case 'nilearn-epi':
      return [
        ...errorUnless(
          mask.lowerCutoff >= 0 && mask.lowerCutoff < mask.upperCutoff && mask.upperCutoff <= 1,
          'mask-cutoffs-invalid',
          `The mask cutoffs are ${mask.lowerCutoff} and ${mask.upperCutoff}.`,
          'Give two fractions between 0 and 1, the lower first; nilearn uses 0.2 and 0.85.',
        ),
        ...errorUnless(
          isWhole(mask.opening, 0),
          'mask-opening-invalid',
          `The mask opening is ${mask.opening}.`,
          'Give a whole number, 0 or more; nilearn uses 2.',
        ),
      ]
  }
}

function smoothingFindings(fwhmMm: number): Finding[] {
  return errorUnless(
    Number.isFinite(fwhmMm) && fwhmMm >= 0,
    'smoothing-invalid',
    `The smoothing kernel is ${fwhmMm} mm wide.`,
    'Give 0 mm (none) or more.',
  )
}

function noiseFindings(noise: NoiseSpec): Finding[] {
  if (noise.kind !== 'nilearn-ar1') return []
  return errorUnless(
    isWhole(noise.bins, 1),
    'bins-invalid',
    `The autocorrelations are sorted into ${noise.bins} bins.`,
    'Give a whole number, 1 or more; nilearn uses 100.',
  )
}

function isWhole(value: number, smallest: number): boolean {
  return Number.isSafeInteger(value) && value >= smallest
}

function errorUnless(fine: boolean, code: string, message: string, remedy: string): Finding[] {
  return fine ? [] : [{ code, severity: 'error', message, remedy }]
}
