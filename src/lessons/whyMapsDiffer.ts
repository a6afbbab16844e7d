import type { StimulusEvent } from '../core/design/event.ts'
import {
  defaultContrast,
  minimalConditions,
  overparameterizedConditions,
} from '../core/pipeline/conditionsSwitch.ts'
import { nilearnPreset, spm12Preset } from '../core/pipeline/presets.ts'
import type { Arrangement, Lesson } from './lesson.ts'
import { numberWords as n, shareWords } from './numberWords.ts'

type Pipelines = Arrangement['pipelines']
type Shown = Partial<Arrangement['view']>

function arrangement(events: readonly StimulusEvent[], pipelines: Pipelines, shown: Shown): Arrangement {
  return {
    pipelines,
    contrast: defaultContrast(events) ?? { kind: 'expression', text: 'constant' },
    view: {
      tab: 'compare',
      map: 'effect',
      units: 'percent-of-voxel-mean',
      differenceShows: 'difference',
      thresholdOn: 't',
      ...shown,
    },
  }
}

function twoTools(events: readonly StimulusEvent[], hasRest: boolean): Pipelines {
  const conditions = hasRest ? overparameterizedConditions(events) : minimalConditions(events)
  return { a: nilearnPreset(conditions), b: spm12Preset(conditions) }
}

/** The question the app exists for, answered in five steps on the simulated run. */
export const whyMapsDiffer: Lesson = {
  title: 'Why do my maps differ?',
  steps: [
    {
      title: 'Two tools, two maps',
      explains: false,
      arrange: (events) => arrangement(events, twoTools(events, true), { units: 'as-estimated' }),
      text: ({ condition, effectAsEstimated, effect, t }) => [
        `One run, fitted twice: by nilearn’s defaults (A) and by SPM12’s (B). Both designs hold ${condition}, rest and a constant, and both maps show the beta of ${condition}.`,
        `The betas do not look alike: B’s are ${n(effectAsEstimated?.slope, 2)} times A’s, r ${n(effectAsEstimated?.r, 3)}. In common units the slope is ${n(effect?.slope, 2)} and r ${n(effect?.r, 3)}. The t maps have r ${n(t?.r, 3)}.`,
        'Which step did it: the tools, or the design?',
      ],
    },
    {
      title: 'Look at the designs',
      explains: false,
      arrange: (events) => arrangement(events, twoTools(events, true), { tab: 'design' }),
      text: ({ condition, designs: { a, b } }) => [
        `Rest is nearly all that ${condition} is not: after convolution the two correlate by ${n(a.correlationWithRest, 2)} in A and ${n(b.correlationWithRest, 2)} in B, and together they nearly make the constant.`,
        `The designs still have full rank (condition number ${n(a.conditionNumber, 0)} in A, ${n(b.conditionNumber, 0)} in B), so neither tool complains. But the VIF of ${condition} is ${n(a.vif, 1)} in A and ${n(b.vif, 1)} in B: its beta rests on the few scans that tell it from rest.`,
      ],
    },
    {
      title: 'Change one thing only',
      explains: false,
      arrange: (events) =>
        arrangement(
          events,
          {
            a: nilearnPreset(minimalConditions(events)),
            b: nilearnPreset(overparameterizedConditions(events)),
          },
          {},
        ),
      text: ({ condition, effect, standardError, designs: { b } }) => [
        'Now nilearn twice, with every setting equal. Only B models rest as well.',
        `That alone brings r of the betas to ${n(effect?.r, 3)}. B’s s.e. is on average ${n(ratio(standardError?.meanB, standardError?.meanA), 1)} times A’s, and in B the s.e. of ${condition} is ${n(b.standardErrorRatio, 1)} times that of ${condition} − rest.`,
        'So the design makes the betas weak; whatever differs between tools then moves them.',
      ],
    },
    {
      title: 'Leave rest out',
      explains: false,
      arrange: (events) => arrangement(events, twoTools(events, false), {}),
      text: ({ condition, effect, t, designs: { a, b } }, seen) => [
        `nilearn and SPM12 again, with ${condition} and the constant: rest is what remains. The VIF of ${condition} is ${n(a.vif, 1)} in A and ${n(b.vif, 1)} in B.`,
        `In common units r of the betas is ${n(effect?.r, 3)}.${withRest(seen[0]?.effect?.r)} The t maps have r ${n(t?.r, 3)}.`,
        `Where rest has to be in the design, ask for ${condition} − rest instead: that contrast hardly changes.`,
      ],
    },
    {
      title: 'What remains, and why',
      explains: true,
      arrange: (events) =>
        arrangement(events, twoTools(events, false), { tab: 'explain', units: 'as-estimated' }),
      text: ({ effectAsEstimated, effect, sharesOfEffect, sharesOfT }) => [
        `As estimated, B’s betas are still ${n(effectAsEstimated?.slope, 2)} times A’s; in common units ${n(effect?.slope, 2)} times. A scale changes no t.`,
        ...(sharesOfEffect === null || sharesOfT === null
          ? ['Explain is refitting every mixture of the settings; their shares follow here.']
          : [
              `Explain refitted every mixture of the settings. Of the difference of the betas as estimated: ${shareWords(sharesOfEffect)}.`,
              `Of the difference of t, where units play no part: ${shareWords(sharesOfT)}.`,
            ]),
        'Now drop your own run and press Explain.',
      ],
    },
  ],
}

/** What r was in the step with rest, where that was seen. */
function withRest(r: number | undefined): string {
  return r === undefined ? '' : ` It was ${n(r, 3)} with rest in the design.`
}

function ratio(numerator: number | undefined, denominator: number | undefined): number | null {
  return numerator === undefined || !denominator ? null : numerator / denominator
}
