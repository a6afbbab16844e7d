import type { ReactNode } from 'react'
import { settingColours } from '../../charts/settingColours.ts'
import type { AppState } from '../../state/appState.ts'
import {
  explainedMap,
  explainedUnit,
  otherUnitsAttribution,
  type ExplainedUnit,
} from '../../state/explainView.ts'
import { expressionForDisplay, significant, withUnit } from '../format.ts'
import { useApp } from '../store.ts'
import { useAppInTurn } from '../useAppInTurn.ts'
import { mapLabels } from '../words.ts'
import { explanationWords, type ExplanationWords } from './explainWords.ts'
import { switchWords, tieWords } from './switchWords.ts'
import { useExplained, type Explained } from './useExplained.ts'

/** The result in one paragraph, from the numbers. */
export function ExplainParagraph(): ReactNode {
  const explained = useExplained()
  const what = useApp(whatIsExplained)
  const unit = useApp(explainedUnit)
  const other = useAppInTurn(otherUnitsAttribution) ?? null
  if (explained === null) return null
  const { before, causes, after } = wordsOf(explained, what, unit, other)
  const { switches } = explained.explanation
  const colourOf = (name: string): string =>
    settingColours[switches.find((group) => switchWords(group, explained.explanation) === name) ?? 'mask']
  return (
    <p className="explain-paragraph">
      <span className="explain-causes">
        {before} {causes.length === 0 && 'no setting has a share of its own.'}
        {causes.map(({ name, text }, i) => (
          <span key={name}>
            <b>
              <span className="explain-share">
                <i className="swatch" style={{ background: colourOf(name) }} aria-hidden />
                {text}
              </span>
              {i === 0 ? ` of the difference A − B comes from ` : ' from '}
              {name}
            </b>
            {text.startsWith('\u2212') && ' (against it)'}
            {i < causes.length - 2 ? ', ' : i === causes.length - 2 ? ' and ' : '. '}
          </span>
        ))}
      </span>
      <span className="t2">{[...after, tieWords(explained.explanation) ?? ''].join(' ')}</span>
    </p>
  )
}

function whatIsExplained(state: AppState): string {
  const text = state.panes.a.shown?.contrastText ?? ''
  const b = state.panes.b.shown?.contrastText ?? ''
  const contrast = expressionForDisplay(text === b ? text : `${text} (A) and ${b} (B)`)
  const kind = explainedMap(state)
  const map = kind === 't' || kind === 'z' ? kind : mapLabels[kind].toLowerCase()
  return `the ${map} of ${contrast}`
}

function wordsOf(
  { explanation, attribution }: Explained,
  what: string,
  unit: ExplainedUnit,
  other: ReturnType<typeof otherUnitsAttribution>,
): ExplanationWords {
  const names = explanation.switches.map((group) => switchWords(group, explanation))
  const name = (i: number): string => names[i] ?? ''
  const shift = -attribution.switches.reduce((sum, { meanShift }) => sum + meanShift, 0)
  return explanationWords({
    what,
    unit: unit.text === '' ? null : unit.text,
    hasUnits: unit.exists,
    varies: attribution.varies,
    isExact: attribution.basis === 'exact',
    switches: attribution.switches.map((contribution, i) => ({ ...contribution, name: name(i) })),
    interactions: attribution.interactions.map(({ pair, value }) => ({
      names: [name(pair[0]), name(pair[1])],
      value,
    })),
    meanShift: { value: shift, text: withUnit(significant(shift), unit.text) },
    other:
      other?.kind === 'explained' && other.varies
        ? other.switches.map(({ share }, i) => ({ name: name(i), share }))
        : null,
  })
}
