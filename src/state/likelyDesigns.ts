import { minimalConditions, overparameterizedConditions } from '../core/pipeline/conditionsSwitch.ts'
import type { EventModelSpec, PipelineSpec } from '../core/pipeline/pipelineSpec.ts'
import type { DesignRequest } from '../protocol/designContract.ts'
import type { FitInputs } from './fitInputs.ts'

/** Confounds that are taken as likely: twenty-four motion parameters and some more. */
const mostConfounds = 32

/**
 * Designs whose columns a next setting may ask for: both designs, every HRF of the pipeline's tool with all derivatives, and
 * the confounds there are.
 */
export function likelyDesigns(inputs: FitInputs): DesignRequest[] {
  const { spec, events, confounds, scanCount, repetitionTimeSeconds } = inputs
  const both = [minimalConditions(events), overparameterizedConditions(events)]
  const variants = eventModels(spec.eventModel).flatMap((eventModel) =>
    both.map((conditions): PipelineSpec => ({ ...spec, conditions, eventModel })),
  )
  const columns = confounds?.columns.slice(0, mostConfounds) ?? []
  if (columns.length > 0) variants.push({ ...spec, confounds: { ...spec.confounds, columns } })
  return variants.map((variant) => ({
    spec: variant,
    events,
    scanCount,
    repetitionTimeSeconds,
    ...(confounds === undefined ? {} : { confounds }),
  }))
}

/** A model with all derivatives has the columns of one without. */
function eventModels(model: EventModelSpec): EventModelSpec[] {
  const derivatives = 'time-dispersion'
  switch (model.kind) {
    case 'nilearn':
      return (['glover', 'spm'] as const).map((hrf) => ({ ...model, hrf, derivatives }))
    case 'spm12':
      return [{ ...model, derivatives }]
    case 'nilearn-fir':
      return [model]
    case 'matrix':
      return []
  }
}
