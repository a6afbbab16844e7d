import type { ContrastSpec } from '../../src/core/contrast/contrastSpec.ts'
import { nilearnPreset, spm12Preset } from '../../src/core/pipeline/presets.ts'
import type { ConditionsSpec, PipelineSpec } from '../../src/core/pipeline/pipelineSpec.ts'

const minimal: ConditionsSpec = { include: ['task'], explicitRest: false }
const overparameterized: ConditionsSpec = { include: ['rest', 'task'], explicitRest: false }

/** Two pipelines and the contrast asked of both. */
export interface Comparison {
  readonly name: string
  readonly title: string
  readonly words: string
  readonly a: PipelineSpec
  readonly b: PipelineSpec
  readonly contrast: ContrastSpec
  /** Whether nilearn refits some of its mixtures. */
  readonly isRefitted: boolean
}

const task: ContrastSpec = { kind: 'expression', text: 'task' }

/** What is explained of the scan. */
export const comparisons: readonly Comparison[] = [
  {
    name: 'minimal',
    title: 'Minimal design',
    words:
      'A is nilearn’s defaults, B SPM12’s. Both designs hold `task` and a constant; the contrast is `task`.',
    a: nilearnPreset(minimal),
    b: spm12Preset(minimal),
    contrast: task,
    isRefitted: true,
  },
  {
    name: 'overparameterized',
    title: 'Overparameterized design',
    words:
      'A is nilearn’s defaults, B SPM12’s. Both designs hold `task`, the table’s explicit `rest` and a constant; the contrast is `task`.',
    a: nilearnPreset(overparameterized),
    b: spm12Preset(overparameterized),
    contrast: task,
    isRefitted: true,
  },
  {
    name: 'across',
    title: 'Minimal against overparameterized',
    words:
      'A is nilearn’s defaults in the minimal design, B SPM12’s in the overparameterized one; the contrast is `task`.',
    a: nilearnPreset(minimal),
    b: spm12Preset(overparameterized),
    contrast: task,
    isRefitted: false,
  },
]
