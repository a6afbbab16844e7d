import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { trialTypes } from '../../core/pipeline/conditionsSwitch.ts'
import { approach, copyOf, toolOf, type GroupOutcome } from '../../core/pipeline/equivalent.ts'
import type { PipelineSpec } from '../../core/pipeline/pipelineSpec.ts'
import type { Pane } from '../../state/appState.ts'
import { agreementIn } from '../../state/comparison.ts'
import { fixed } from '../format.ts'
import { settingList } from '../rail/settings/settingList.ts'
import { useActions, useApp, useReadState } from '../store.ts'
import { useAppInTurn } from '../useAppInTurn.ts'
import { remainderWords } from './remainderWords.ts'

/** The figures by which two maps are said to agree, in common units. */
interface Figures {
  readonly r: number
  readonly slope: number
  readonly rOfT: number | null
}

interface Made {
  readonly what: string
  readonly before: Figures | null
  /** What remained apart when it was made. */
  readonly outcomes: readonly GroupOutcome[]
  readonly specs: Readonly<Record<Pane, PipelineSpec>>
}

const toolNames = { nilearn: 'nilearn', spm12: 'SPM12' }

/** Makes A and B identical, or one as near to the other as its tool allows, and says what difference is left and why. */
export function MakeEquivalent(): ReactNode {
  const [made, setMade] = useState<Made | null>(null)
  const tools = useApp(({ settings }) => ({
    a: settings === null ? '' : toolNames[toolOf(settings.pipelines.a)],
    b: settings === null ? '' : toolNames[toolOf(settings.pipelines.b)],
  }))
  const alike = useApp((state, selectors) => selectors.differingGroups(state).length === 0)
  const make = useMaking(setMade)
  return (
    <section className="equivalent" aria-label="Make equivalent">
      <h3>Make equivalent</h3>
      <p className="t2">
        Copying everything makes the maps identical by construction. Bringing one pipeline near the other uses
        only settings that its own tool has, and shows what difference remains. Ctrl+Z takes either back.
      </p>
      <div className="equivalent-buttons">
        <Button disabled={alike} onClick={() => make('b', 'copy')}>
          Copy all of A to B
        </Button>
        <Button disabled={alike} onClick={() => make('a', 'copy')}>
          Copy all of B to A
        </Button>
        <Button disabled={alike} onClick={() => make('a', 'approach')}>
          Bring A near B, as far as {tools.a} can
        </Button>
        <Button disabled={alike} onClick={() => make('b', 'approach')}>
          Bring B near A, as far as {tools.b} can
        </Button>
      </div>
      <Standing made={made} alike={alike} />
    </section>
  )
}

function useMaking(onMade: (made: Made) => void): (pane: Pane, how: 'copy' | 'approach') => void {
  const actions = useActions()
  const read = useReadState()
  return (pane, how) => {
    const state = read()
    const { settings, run } = state
    if (settings === null) return
    const { pipelines, contrasts } = settings
    const other = pane === 'a' ? 'b' : 'a'
    const reached =
      how === 'copy'
        ? { spec: copyOf(pipelines[other], pipelines[pane]), outcomes: [] }
        : approach(pipelines[pane], pipelines[other], trialTypes(run?.events ?? []))
    const [own, target] = [pane.toUpperCase(), other.toUpperCase()]
    onMade({
      what:
        how === 'copy'
          ? `${own} has all settings of ${target}`
          : `${own} is as near to ${target} as it can be`,
      before: figuresOf(state),
      outcomes: reached.outcomes.filter(({ outcome }) => outcome !== 'equal'),
      specs: { ...pipelines, [pane]: reached.spec },
    })
    actions.setPipeline(pane, reached.spec)
    actions.setContrast(pane, contrasts[other])
  }
}

function figuresOf(state: Parameters<typeof agreementIn>[0]): Figures | null {
  const effect = agreementIn(state, 'effect', 'percent-of-voxel-mean')
  if (effect === null) return null
  return { r: effect.r, slope: effect.slope, rOfT: agreementIn(state, 't', 'as-estimated')?.r ?? null }
}

function Standing({ made, alike }: { readonly made: Made | null; readonly alike: boolean }): ReactNode {
  const now = useAppInTurn(figuresOf) ?? null
  const stale = useApp((state, selectors) => selectors.isStale(state, 'a') || selectors.isStale(state, 'b'))
  // What was said about the settings holds only while they are those.
  const holds = useApp(
    ({ settings }) =>
      made !== null && settings?.pipelines.a === made.specs.a && settings.pipelines.b === made.specs.b,
  )
  return (
    <div role="status" aria-label="Agreement of A and B">
      {alike && <p>A and B have the same settings.</p>}
      {made !== null && holds && <p>{made.what}.</p>}
      <p>
        {stale ? 'Fitting with these settings.' : figuresText('Now', now)}{' '}
        {made !== null && holds && <span className="t3">{figuresText('Before', made.before)}</span>}
      </p>
      {made !== null && holds && made.outcomes.length > 0 && (
        <>
          <p className="t2">What remains apart, and by which rule:</p>
          <ul className="equivalent-rest">
            {made.outcomes.map(({ group, rule }) => (
              <li key={group}>
                <b>{settingList.find((words) => words.group === group)?.label}</b>{' '}
                {rule === null ? '' : remainderWords[rule]}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

function figuresText(when: string, figures: Figures | null): string {
  if (figures === null) return ''
  const { r, slope, rOfT } = figures
  const t = rOfT === null ? '' : `; t maps r ${digits(rOfT)}`
  return `${when}: effect in % of voxel mean r ${digits(r)}, slope ${fixed(slope, 3)}${t}.`
}

/** Three decimals, and more where three would round a difference away. */
function digits(r: number): string {
  const text = fixed(r, 3)
  return text === '1.000' && r < 1 - 1e-9 ? fixed(r, 6) : text
}
