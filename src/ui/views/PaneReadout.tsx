import type { ReactNode } from 'react'
import { sharedSignificance, showsSignificance } from '../../state/comparisonThreshold.ts'
import { significant, withUnit } from '../format.ts'
import type { Which } from '../selectors.ts'
import { useApp } from '../store.ts'
import { useAppInTurn } from '../useAppInTurn.ts'
import { mapsWithoutContrast } from '../words.ts'
import { significanceColours } from './significanceColours.ts'

/** The numbers at the crosshair, beside the slices; the key to the classes where those are shown. */
export function PaneReadout({ which }: { readonly which: Which }): ReactNode {
  const isSignificance = useAppInTurn((state) => which === 'difference' && showsSignificance(state)) ?? false
  return isSignificance ? <SignificanceKey /> : <CrosshairNumbers which={which} />
}

function SignificanceKey(): ReactNode {
  const hasOpposite = useAppInTurn((state) => (sharedSignificance(state)?.counts.opposite ?? 0) > 0)
  const keys = significanceColours.filter((_, index) => index < 3 || hasOpposite)
  return (
    <div className="readout">
      {keys.map(({ label, colour }) => (
        <div key={label}>
          <i className="class-key" style={{ background: colour }} /> {label}
        </div>
      ))}
    </div>
  )
}

function CrosshairNumbers({ which }: { readonly which: Which }): ReactNode {
  const readout = useAppInTurn((state, selectors) => selectors.readout(state, which)) ?? null
  const hasMap = useAppInTurn((state, selectors) => selectors.displayMap(state, which) !== null) ?? false
  const isFile = useApp((state) => which !== 'difference' && state.panes[which].shown?.kind === 'imported')
  if (readout === null && hasMap)
    return <div className="readout t3">{isFile ? 'no value here' : 'not fitted here'}</div>
  if (readout === null) return null
  const { value, unit, standardError, t, otherUnits, aboveThreshold } = readout
  return (
    <div className="readout">
      <div className="readout-value">
        {significant(value)}&nbsp;<small>{shortUnit(unit)}</small>
      </div>
      {standardError !== null && <div>± {significant(standardError)} s.e.</div>}
      {t !== null && (
        <div className="readout-t">
          {which === 'difference' ? 't differs by' : 't'} {significant(t)}
        </div>
      )}
      {aboveThreshold !== null && which !== 'difference' && (
        <div>{aboveThreshold ? 'above threshold' : 'below threshold'}</div>
      )}
      {otherUnits !== null && (
        <div className="readout-other">
          <div>{otherUnits.unit === '% of voxel mean' ? 'in common units' : 'as estimated'}</div>
          <div>{withUnit(significant(otherUnits.value), otherUnits.unit)}</div>
        </div>
      )}
      {which === 'difference' && <OutlineKey />}
    </div>
  )
}

function shortUnit(unit: string): string {
  return unit.startsWith('% of') ? '%' : unit
}

function OutlineKey(): ReactNode {
  const shown = useApp((state) => !mapsWithoutContrast.includes(state.view.map))
  const what = useApp((state) => (state.view.thresholdOn === 't' ? 't' : 'map'))
  const threshold = useApp((state) => state.view.thresholdAbs)
  if (!shown) return null
  return (
    <div className="readout-other">
      {(['A', 'B'] as const).map((letter) => (
        <div key={letter}>
          <i className={`outline-key outline-key-${letter.toLowerCase()}`} /> |{what}
          <sub>{letter}</sub>| &gt; {threshold}
        </div>
      ))}
    </div>
  )
}

/** The same in one line, for the title when the slices stand in a row. */
export function ReadoutLine({ which }: { readonly which: Which }): ReactNode {
  const readout = useAppInTurn((state, selectors) => selectors.readout(state, which)) ?? null
  if (readout === null) return null
  return (
    <span className="readout-line">
      {withUnit(significant(readout.value), shortUnit(readout.unit))}
      {readout.t !== null && which !== 'difference' && <span>t {significant(readout.t)}</span>}
    </span>
  )
}
