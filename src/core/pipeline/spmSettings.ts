import type { Derivatives } from '../design/derivatives.ts'
import type { Finding } from '../finding.ts'
import { listed, note, quoted, shortNumber, warning } from '../formats/refuse.ts'
import type { SpmBasisSet, SpmMat, SpmSession } from '../formats/spmMat.ts'
import type { MaskSpec, NoiseSpec, PipelineSpec } from './pipelineSpec.ts'
import type { SpmRunFacts } from './spmRunFacts.ts'

/** Settings and what they could not carry over. */
export interface SpmSettings {
  readonly spec: PipelineSpec
  readonly findings: readonly Finding[]
}

/** Every setting that an SPM.mat states. */
export function spmSettings(spm: SpmMat, session: SpmSession, run: SpmRunFacts): SpmSettings {
  const { basis, fileName } = spm
  const noise = noiseOf(spm.noise.form, fileName)
  const { highPassSeconds } = session
  return {
    spec: {
      name: 'SPM12',
      conditions: { include: session.conditions.map(({ name }) => name), explicitRest: false },
      eventModel: {
        kind: 'spm12',
        hrf: 'canonical',
        derivatives: derivativesOf(basis) ?? 'none',
        microtimeResolution: basis.microtimeResolution,
      },
      samplingInstant: (basis.microtimeOnset - 1) / basis.microtimeResolution,
      confounds: { columns: session.regressors.names, centre: true, missing: 'zero' },
      highPass:
        highPassSeconds > 0 && highPassSeconds < Infinity
          ? { kind: 'dct-filter', cutoffSeconds: highPassSeconds }
          : { kind: 'none' },
      intensity: {
        kind: 'global-100',
        per: spm.globals.normalisation === 'Scaling' ? 'volume' : 'session',
      },
      mask: maskOf(spm, run),
      smoothing: { fwhmMm: 0 },
      noise: noise.spec,
    },
    findings: [...noise.findings, ...maskFindings(spm, run), ...grandMeanFindings(spm)],
  }
}

/** Why a pane's settings cannot say the columns of a model; null where they can. */
export function whySettingsCannotSay({ basis }: SpmMat, { conditions }: SpmSession): string | null {
  if (derivativesOf(basis) === null)
    return `its basis set is ${quoted(basis.name)} (${basis.order} functions), and panes have the canonical HRF only`
  if (basis.volterraOrder > 1) return 'it models interactions of conditions (Volterra)'
  const modulated = conditions.filter(({ modulators }) => modulators.length > 0).map(({ name }) => name)
  if (modulated.length > 0)
    return `it has parametric modulators (of ${listed(modulated.map(quoted), 3)}), which are no setting of a pane`
  const names = conditions.map(({ name }) => name)
  if (new Set(names).size < names.length) return 'two of its conditions have the same name'
  return null
}

/** SPM12's names of its canonical basis sets (spm_get_bf). */
function derivativesOf({ name }: SpmBasisSet): Derivatives | null {
  switch (name) {
    case 'hrf':
      return 'none'
    case 'hrf (with time derivative)':
      return 'time'
    case 'hrf (with time and dispersion derivatives)':
      return 'time-dispersion'
    default:
      return null
  }
}

function noiseOf(
  form: string,
  file: string,
): { readonly spec: NoiseSpec; readonly findings: readonly Finding[] } {
  const known = noiseByForm.get(form.toLowerCase())
  if (known !== undefined) return { spec: known, findings: [] }
  return {
    spec: { kind: 'spm12-reml-ar1' },
    findings: [
      warning({
        code: 'spm-noise-form',
        file,
        message: `The model’s noise is ${quoted(form || 'not stated')}, which is no noise model of a pane.`,
        remedy: 'SPM12’s AR(1) is used in its place; t and its degrees of freedom will differ somewhat.',
      }),
    ],
  }
}

/** xVi.form; AR(0.2) is what SPM12 calls "AR(1)" in its interface. */
const noiseByForm: ReadonlyMap<string, NoiseSpec> = new Map([
  ['i.i.d', { kind: 'ols' }],
  ['none', { kind: 'ols' }],
  ['ar(0.2)', { kind: 'spm12-reml-ar1' }],
  ['ar(1)', { kind: 'spm12-reml-ar1' }],
  ['fast', { kind: 'spm12-fast' }],
] as const)

/** SPM12's own default where the file states none. */
const defaultFraction = 0.8

function maskOf({ masking }: SpmMat, { maskName }: SpmRunFacts): MaskSpec {
  if (maskName !== null) return { kind: 'file', name: maskName }
  const fraction = masking.fractionOfGlobal ?? defaultFraction
  return fraction === -Infinity ? { kind: 'all' } : { kind: 'spm12-threshold', fractionOfGlobal: fraction }
}

function maskFindings({ masking, fileName }: SpmMat, { maskName }: SpmRunFacts): Finding[] {
  const fraction = masking.fractionOfGlobal ?? defaultFraction
  const findings: Finding[] = []
  if (maskName !== null)
    findings.push(
      note({
        code: 'spm-explicit-mask',
        file: fileName,
        message: `SPM used the mask ${quoted(maskName)}${fraction === -Infinity ? '' : ` and left out voxels below ${shortNumber(fraction)} of the global mean`}.`,
        remedy: 'Drop SPM’s own mask.nii as the mask to fit exactly the same voxels.',
      }),
    )
  if (masking.implicit)
    findings.push(
      note({
        code: 'spm-implicit-mask',
        file: fileName,
        message: 'SPM left out every voxel that is 0 in one of the scans.',
        remedy: 'Drop SPM’s own mask.nii as the mask to fit exactly the same voxels.',
      }),
    )
  return findings
}

function grandMeanFindings({ globals, fileName }: SpmMat): Finding[] {
  if (globals.grandMean === 100) return []
  return [
    warning({
      code: 'spm-grand-mean',
      file: fileName,
      message: `SPM scaled the global mean to ${shortNumber(globals.grandMean)}, the pane scales it to 100.`,
      remedy: 'Effects differ by that factor; t does not.',
    }),
  ]
}
