import type { ReactNode } from 'react'
import { panes, type Pane } from '../../state/appState.ts'
import { contrastWords, gradeWords, nearNullWords } from '../../state/designWords.ts'
import { expressionForDisplay, unbroken } from '../format.ts'
import { Chip } from '../parts/Chip.tsx'
import { DesignFindings } from './DesignFindings.tsx'
import { gradeTones } from './gradeTones.ts'
import { useLiveDesign, type LiveDesign } from './useLiveDesign.ts'

/** In words and numbers: how far the contrast can be trusted in each design, and the change of betas that hardly changes the fit. */
export function DesignWords(): ReactNode {
  const live = { a: useLiveDesign('a'), b: useLiveDesign('b') }
  const each = (words: (own: LiveDesign) => ReactNode): ReactNode =>
    panes.map((pane: Pane) => (
      <p key={pane}>
        <Chip of={pane} />
        <span>{words(live[pane])}</span>
      </p>
    ))
  return (
    <section className="cell design-words">
      <div className="cell-head">
        <h3>How far the contrast can be trusted</h3>
      </div>
      {each((own) => (own.ok ? <ContrastWords live={own} /> : own.why))}
      <div className="cell-head">
        <h3>What the data can hardly see</h3>
      </div>
      {each((own) => {
        if (!own.ok) return '–'
        const { nearNull, design } = own.diagnostics
        const names = design.columns.map(({ name }) => name)
        return unbroken(nearNullWords(nearNull, names))
      })}
      <DesignFindings />
    </section>
  )
}

function ContrastWords({ live }: { readonly live: Extract<LiveDesign, { readonly ok: true }> }): ReactNode {
  const { contrast } = live.diagnostics
  if (contrast === null) return 'The contrast cannot be read yet.'
  return (
    <>
      <code>{expressionForDisplay(contrast.text)}</code>{' '}
      <strong className={gradeTones[contrast.grade]}>{gradeWords[contrast.grade]}</strong>.{' '}
      {unbroken(contrastWords(contrast))}
    </>
  )
}
