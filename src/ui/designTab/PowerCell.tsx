import { useState, type ReactNode } from 'react'
import { panes, type Pane } from '../../state/appState.ts'
import { contrastPower } from '../../state/power.ts'
import { fixed, significant } from '../format.ts'
import { Chip } from '../parts/Chip.tsx'
import { NumberField } from '../parts/NumberField.tsx'
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
    return power === null ? '–' : `${fixed(100 * power, power > 0.1 ? 0 : 1)} %`
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
      <table className="numbers" aria-label="Power">
        <thead>
          <tr>
            <th scope="col">in one unit of signal</th>
            {panes.map((pane) => (
              <th key={pane} scope="col" className="r">
                <Chip of={pane} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(['power', 'efficiency'] as const).map((what) => (
            <tr key={what}>
              <th scope="row">{what === 'power' ? 'power' : 'efficiency, 1 / c′(X′X)⁻c'}</th>
              {panes.map((pane) => (
                <td key={pane} className="r">
                  {text(pane, what)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small t3">Normal approximation to the noncentral t (Abramowitz &amp; Stegun 26.7.10).</p>
    </section>
  )
}
