import { useId, type ReactNode } from 'react'
import { panes, type Pane } from '../../state/appState.ts'
import type { Verdict } from '../../state/verdict.ts'
import { expressionForDisplay, fixed, unbroken } from '../format.ts'
import { Chip } from '../parts/Chip.tsx'
import { Icon, type IconName } from '../parts/Icon.tsx'
import { VifMeter } from '../parts/VifMeter.tsx'
import { useActions, useApp } from '../store.ts'
import { useAppInTurn } from '../useAppInTurn.ts'
import { takeSuggestion } from './takeSuggestion.ts'
import './verdict.css'

type Grade = Verdict['grade']

const looks: Readonly<Record<Grade, { readonly icon: IconName; readonly tone: 'fine' | 'warn' | 'bad' }>> = {
  fine: { icon: 'check', tone: 'fine' },
  inflated: { icon: 'warn', tone: 'warn' },
  unstable: { icon: 'warn', tone: 'bad' },
  'not-estimable': { icon: 'bad', tone: 'bad' },
  error: { icon: 'bad', tone: 'bad' },
}

const gravity: readonly Grade[] = ['fine', 'inflated', 'unstable', 'not-estimable', 'error']

/** The verdict on one pane's contrast. */
export function VerdictCard({ pane }: { readonly pane: Pane }): ReactNode {
  const verdict = useAppInTurn((state, selectors) => selectors.contrastVerdict(state, pane)) ?? null
  if (verdict === null) return null
  return (
    <Card verdict={verdict}>
      {verdict.vif !== undefined && <VifRow pane={pane} vif={verdict.vif} />}
      <p>{unbroken(verdict.text)}</p>
      <Remarks remarks={verdict.remarks ?? []} />
      <Suggestion verdict={verdict} pane={pane} />
    </Card>
  )
}

/** One card where A and B have one contrast: the graver verdict leads, each pane's inflation is shown. */
export function VerdictOfBoth(): ReactNode {
  const a = useAppInTurn((state, selectors) => selectors.contrastVerdict(state, 'a')) ?? null
  const b = useAppInTurn((state, selectors) => selectors.contrastVerdict(state, 'b')) ?? null
  if (a === null || b === null) return null
  const verdicts = { a, b }
  const worse: Pane = weight(b) > weight(a) ? 'b' : 'a'
  const lead = verdicts[worse]
  const alike = a.grade === b.grade
  const headline = alike ? lead.headline : `${lead.headline}, in ${worse.toUpperCase()}`
  return (
    <Card verdict={{ ...lead, headline }}>
      {panes.map((pane) => {
        const { vif, headline: own } = verdicts[pane]
        return vif !== undefined && <VifRow key={pane} pane={pane} vif={vif} words={alike ? '' : own} />
      })}
      {textsOf(verdicts, worse).map(({ pane, text }) => (
        <p key={text} className={pane === null || pane === worse ? '' : 't2'}>
          {pane !== null && `In ${pane.toUpperCase()}: `}
          {unbroken(text)}
        </p>
      ))}
      <Remarks remarks={sharedRemarks(a, b)} />
      <Suggestion verdict={lead} pane="both" />
    </Card>
  )
}

/** What is said of each pane, the worse first; both at once where it is the same. A mistyped contrast is one mistake. */
function textsOf(
  verdicts: Readonly<Record<Pane, Verdict>>,
  worse: Pane,
): readonly { readonly pane: Pane | null; readonly text: string }[] {
  const [lead, other] = [verdicts[worse], verdicts[worse === 'a' ? 'b' : 'a']]
  if (lead.text === other.text) return [{ pane: null, text: lead.text }]
  const leading = { pane: worse, text: lead.text }
  return [leading, { pane: worse === 'a' ? 'b' : 'a', text: other.text }]
}

/** Graver verdicts weigh more; of two alike, the one that offers a remedy. */
function weight({ grade, suggestion }: Verdict): number {
  return 2 * gravity.indexOf(grade) + (suggestion === undefined ? 0 : 1)
}

function Card({ verdict, children }: { readonly verdict: Verdict; readonly children: ReactNode }): ReactNode {
  const { icon, tone } = looks[verdict.grade]
  const id = useId()
  return (
    <div className={`verdict verdict-${tone}`} role="group" aria-labelledby={id} aria-live="polite">
      <div className="verdict-head" id={id}>
        <Icon name={icon} small />
        {verdict.headline}
      </div>
      {children}
    </div>
  )
}

interface VifRowProps {
  readonly pane: Pane
  readonly vif: number
  readonly words?: string
}

function VifRow({ pane, vif, words = '' }: VifRowProps): ReactNode {
  return (
    <div className="verdict-vif" title={words}>
      <Chip of={pane} />
      <span>VIF {fixed(vif, 1)}</span>
      <VifMeter vif={vif} />
    </div>
  )
}

function Remarks({ remarks }: { readonly remarks: readonly string[] }): ReactNode {
  return remarks.map((remark) => (
    <p key={remark} className="t2">
      {unbroken(remark)}
    </p>
  ))
}

/** Remarks of both panes, those of one alone with its letter. */
function sharedRemarks(a: Verdict, b: Verdict): string[] {
  const [ofA, ofB] = [a.remarks ?? [], b.remarks ?? []]
  return [
    ...ofA.map((remark) => (ofB.includes(remark) ? remark : `In A: ${remark}`)),
    ...ofB.filter((remark) => !ofA.includes(remark)).map((remark) => `In B: ${remark}`),
  ]
}

interface SuggestionProps {
  readonly verdict: Verdict
  readonly pane: Pane | 'both'
}

function Suggestion({ verdict, pane }: SuggestionProps): ReactNode {
  const actions = useActions()
  const text = useApp((state, selectors) => selectors.contrastText(state, pane === 'both' ? 'a' : pane))
  const mended = takeSuggestion(text, verdict)
  if (mended === null) return null
  return (
    <button
      type="button"
      className="link-button"
      onClick={() => actions.setContrast(pane, { kind: 'expression', text: mended })}
    >
      Use {expressionForDisplay(mended)}
    </button>
  )
}
