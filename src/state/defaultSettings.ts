import type { StimulusEvent } from '../core/design/event.ts'
import {
  defaultContrast,
  minimalConditions,
  overparameterizedConditions,
  trialTypes,
} from '../core/pipeline/conditionsSwitch.ts'
import { nilearnPreset, spm12Preset } from '../core/pipeline/presets.ts'
import type { Settings } from './appState.ts'

/** What a newly opened run shows (docs/session-format.md): the sample its phenomenon, dropped data the two tools. */
export function defaultSettings(events: readonly StimulusEvent[], isSample: boolean): Settings {
  const minimal = minimalConditions(events)
  const contrast = defaultContrast(events) ?? {
    kind: 'expression',
    text: trialTypes(events)[0] ?? 'constant',
  }
  return {
    pipelines: {
      a: nilearnPreset(minimal),
      b: isSample ? nilearnPreset(overparameterizedConditions(events)) : spm12Preset(minimal),
    },
    contrasts: { a: contrast, b: contrast },
    namedContrasts: [],
    discardScans: 0,
  }
}
