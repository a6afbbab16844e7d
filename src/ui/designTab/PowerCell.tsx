import { useState, type ReactNode } from 'react'
import type { Pane } from '../../state/appState.ts'
import { contrastPower } from '../../state/power.ts'
import { fixed, significant, withUnit } from '../format.ts'
import { NumberField } from '../parts/NumberField.tsx'
import { PaneNumbers } from '../parts/PaneNumbers.tsx'
import { useLiveDesign } from './useLiveDesign.ts'

/** How likely each design finds an effect of a size that is set here. */
export function PowerCell(): ReactNode {
  const [effect, setEffect] = useState(1)
  const [sigma, setSigma] = useState(1)
  const live = { a: useLiveDesign('a'), b: useLiveDesign('b') }
  const text = (pane: Pane, what: 'power' | 'efficiency'): string => {
    const own = live[pane]
    if (!own.ok) return '–'
    const efficiency = own.diagnostics.contrast?.efficiency ?? null
    if (what === 'efficiency') return efficiency === null ? '–' : significant(efficiency)
    const power = contrastPower(own.diagnostics, effect, sigma)
    return power === null ? '–' : withUnit(fixed(100 * power, power > 0.1 ? 0 : 1), '%')
  }
  return (
    <section className="cell">
      <div className="cell-head">
        <h3>Power of the contrast</h3>
        <span className="cell-note">p &lt; 0.001, one-sided, white noise</span>
      </div>
      <div className="power-fields">
        <NumberField label="Effect" value={effect} min={0} step={0.1} onChange={setEffect} />
        <NumberField label="Noise s.d." value={sigma} min={0.01} step={0.1} onChange={setSigma} />
      </div>
      <PaneNumbers
        label="Power"
        head="in one unit of signal"
        rows={[
          ['power', (pane) => text(pane, 'power')],
          ['efficiency, 1 / c′(X′X)⁻c', (pane) => text(pane, 'efficiency')],
        ]}
      />
      <p className="small t3">Normal approximation to the noncentral t (Abramowitz &amp; Stegun 26.7.10).</p>
    </section>
  )
}
