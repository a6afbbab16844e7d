import type { Finding } from '../core/finding.ts'
import type { PipelineSpec } from '../core/pipeline/pipelineSpec.ts'
import type { SpecGroup } from '../core/pipeline/specDifferences.ts'
import { validateSpec } from '../core/pipeline/validate.ts'
import type { AppState, Pane } from './appState.ts'
import { designInputs, type FitInputs } from './fitInputs.ts'
import { memoizePerKey } from './memo.ts'
import { paneDesign, type LiveDesign } from './paneDesign.ts'

/** Something wrong or doubtful about one setting. */
export interface SettingFinding {
  readonly group: SpecGroup
  readonly finding: Finding
}

/**
 * What stands against a pane's present settings, each with the setting to change: what they cannot be by themselves, why they
 * make no design, and why the newest fit was refused. The same state gives the same list.
 */
export function settingFindings(state: AppState, pane: Pane): readonly SettingFinding[] {
  const inputs = designInputs(state, pane)
  if (inputs === null) return none
  const { job } = state.panes[pane]
  const refusal = job.status === 'failed' ? job.finding : null
  return findingsOf(pane, inputs, paneDesign(state, pane), refusal)
}

const none: readonly SettingFinding[] = []

const findingsOf = memoizePerKey(
  (inputs: FitInputs, design: LiveDesign | null, refusal: Finding | null): readonly SettingFinding[] => {
    const all = [
      ...validateSpec(inputs.spec, inputs),
      ...(design?.ok === false ? [design.finding] : []),
      ...(refusal === null ? [] : [refusal]),
    ]
    const once = all.filter((finding, i) => all.findIndex(({ code }) => code === finding.code) === i)
    return once.flatMap((finding) => {
      const group = groupOf(finding.code, inputs)
      return group === null ? [] : [{ group, finding }]
    })
  },
)

const groupsByCode: Readonly<Record<string, SpecGroup>> = {
  'no-events': 'conditions',
  'merge-conflict': 'conditions',
  'column-name-clash': 'conditions',
  'spm-modulation': 'eventModel',
  'microtime-resolution-invalid': 'eventModel',
  'oversampling-invalid': 'eventModel',
  'min-onset-invalid': 'eventModel',
  'sampling-grid-too-large': 'eventModel',
  'fir-delays-missing': 'eventModel',
  'fir-delay-invalid': 'eventModel',
  'fir-delay-beyond-run': 'eventModel',
  'fir-delay-repeated': 'eventModel',
  'design-rows': 'eventModel',
  'design-empty': 'eventModel',
  'design-uneven': 'eventModel',
  'design-not-finite': 'eventModel',
  'design-too-large': 'eventModel',
  'drift-already-there': 'highPass',
  'sampling-instant-invalid': 'samplingInstant',
  'confound-repeated': 'confounds',
  'confound-unknown': 'confounds',
  'confound-missing-value': 'confounds',
  'confounds-length': 'confounds',
  'polynomial-order-invalid': 'highPass',
  'high-pass-invalid': 'highPass',
  'high-pass-beyond-nyquist': 'highPass',
  'mask-threshold-invalid': 'mask',
  'mask-cutoffs-invalid': 'mask',
  'mask-opening-invalid': 'mask',
  'mask-other-grid': 'mask',
  'mask-missing': 'mask',
  'mask-empty': 'mask',
  'smoothing-invalid': 'smoothing',
  'bins-invalid': 'noise',
  'reml-no-voxels': 'noise',
  'reml-diverged': 'noise',
}

/** The setting that a finding is about; null for those of the run or the contrast. */
function groupOf(code: string, inputs: FitInputs): SpecGroup | null {
  return code === 'too-many-columns' ? largestPart(inputs) : (groupsByCode[code] ?? null)
}

/** The setting that brings most columns. */
function largestPart({ spec, ...run }: FitInputs): SpecGroup {
  const counts: readonly (readonly [SpecGroup, number])[] = [
    ['highPass', driftCount(spec.highPass, run)],
    ['confounds', spec.confounds.columns.length],
    ['eventModel', modelCount(spec.eventModel)],
  ]
  return counts.reduce((most, part) => (part[1] > most[1] ? part : most))[0]
}

function modelCount(model: PipelineSpec['eventModel']): number {
  if (model.kind === 'matrix') return model.columns.length
  return model.kind === 'nilearn-fir' ? model.delaysScans.length : 0
}

type RunLength = Pick<FitInputs, 'scanCount' | 'repetitionTimeSeconds'>

function driftCount(highPass: PipelineSpec['highPass'], run: RunLength): number {
  const runSeconds = run.scanCount * run.repetitionTimeSeconds
  switch (highPass.kind) {
    case 'cosine-regressors':
      return Math.floor(2 * runSeconds * highPass.cutoffHz)
    case 'dct-filter':
      return Math.floor((2 * runSeconds) / highPass.cutoffSeconds)
    case 'polynomial-regressors':
      return highPass.order
    case 'none':
      return 0
  }
}
