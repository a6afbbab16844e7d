import type { DesignColumn } from '../design/design.ts'
import type { StimulusEvent } from '../design/event.ts'
import {
  nilearnConditionRegressors,
  type ConditionRegressors,
  type NilearnRegressorOptions,
} from '../design/regressors.ts'
import { spmConditionRegressors } from '../design/spmRegressors.ts'
import type { EventModelSpec, MatrixModelSpec, PipelineSpec } from './pipelineSpec.ts'
import type { DesignRun } from './designRun.ts'

/** A design column with its n values. */
export interface NamedColumn {
  readonly column: DesignColumn
  readonly values: Float64Array
}

type EventPipeline = Pick<PipelineSpec, 'samplingInstant'> & {
  readonly eventModel: Exclude<EventModelSpec, MatrixModelSpec>
}

/** Columns of one condition in the pipeline's event model; `frameTimesSeconds` are nilearn's. */
export function conditionColumns(
  name: string,
  events: readonly StimulusEvent[],
  spec: EventPipeline,
  run: DesignRun & { readonly frameTimesSeconds: Float64Array },
): NamedColumn[] {
  const { columns, suffixes } = regressors(events, spec, run)
  return columns.map((values, k) => ({
    column: {
      name: suffixes[k] === '' ? name : `${name}_${suffixes[k]}`,
      role: 'condition',
      condition: name,
      alias: `Sn(1) ${name}*bf(${k + 1})`,
    },
    values,
  }))
}

function regressors(
  events: readonly StimulusEvent[],
  { eventModel, samplingInstant }: EventPipeline,
  run: DesignRun & { readonly frameTimesSeconds: Float64Array },
): ConditionRegressors {
  if (eventModel.kind === 'spm12') {
    const { scanCount, repetitionTimeSeconds } = run
    const { microtimeResolution, derivatives } = eventModel
    return spmConditionRegressors(events, {
      scanCount,
      repetitionTimeSeconds,
      microtimeResolution,
      samplingInstant,
      derivatives,
    })
  }
  return nilearnConditionRegressors(events, {
    basis: nilearnBasis(eventModel),
    frameTimesSeconds: run.frameTimesSeconds,
    oversampling: eventModel.oversampling,
    minOnsetSeconds: eventModel.minOnsetSeconds,
  })
}

function nilearnBasis(
  model: Exclude<EventModelSpec, { readonly kind: 'spm12' } | MatrixModelSpec>,
): NilearnRegressorOptions['basis'] {
  switch (model.kind) {
    case 'nilearn':
      return { kind: 'canonical', hrf: model.hrf, derivatives: model.derivatives }
    case 'nilearn-fir':
      return { kind: 'fir', delaysScans: model.delaysScans }
  }
}
