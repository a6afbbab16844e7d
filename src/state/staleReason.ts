import type { PipelineSpec } from '../core/pipeline/pipelineSpec.ts'
import { specDifferences, type SpecGroup } from '../core/pipeline/specDifferences.ts'
import type { AppState, Pane } from './appState.ts'
import { contrastText } from './contrastText.ts'

/** A group of settings in the middle of a sentence. */
export const groupWords: Readonly<Record<SpecGroup, string>> = {
  conditions: 'the conditions',
  eventModel: 'the event model',
  samplingInstant: 'the sampling instant',
  highPass: 'the high-pass filter',
  intensity: 'the intensity scaling',
  mask: 'the mask',
  smoothing: 'the smoothing',
  noise: 'the noise model',
  confounds: 'the confounds',
}

/** Why a pane's picture is older than the settings beside it, in one sentence. */
export function staleReason({ panes, settings }: AppState, pane: Pane): string {
  const { shown } = panes[pane]
  if (shown === null || settings === null) return ''
  if (shown.kind === 'imported') return 'The map from files stays until the fit is done.'
  const changed = specDifferences(shown.spec, settings.pipelines[pane]).map((group) =>
    changeWords(group, shown.spec, settings.pipelines[pane]),
  )
  if (changed.length > 0) return changed.join(' ')
  const [was, is] = [shown.contrastText, contrastText(settings.contrasts[pane])]
  return was === is ? 'The run has changed since.' : `Shown for ${was}; the contrast is now ${is}.`
}

function changeWords(group: SpecGroup, shown: PipelineSpec, now: PipelineSpec): string {
  if (group === 'highPass')
    return `Shown for ${highPassWords(shown)}; the setting is now ${highPassWords(now)}.`
  return `Shown before ${groupWords[group]} changed.`
}

function highPassWords({ highPass }: PipelineSpec): string {
  switch (highPass.kind) {
    case 'cosine-regressors':
      return `${String(highPass.cutoffHz)} Hz`
    case 'dct-filter':
      return `${String(highPass.cutoffSeconds)} s`
    case 'polynomial-regressors':
      return `polynomials of order ${String(highPass.order)}`
    case 'none':
      return 'no high-pass filter'
  }
}
