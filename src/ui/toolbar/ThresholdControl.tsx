import type { ReactNode } from 'react'
import { NumberField } from '../parts/NumberField.tsx'
import { useActions, useApp } from '../store.ts'

const sliderEnd = 8

/** The threshold as a number and a slider; below it the maps fade. */
export function ThresholdControl(): ReactNode {
  const actions = useActions()
  const threshold = useApp((state) => state.view.thresholdAbs)
  const on = useApp((state) => state.view.thresholdOn)
  return (
    <div className="tools-group">
      <span aria-hidden>Threshold</span>
      <span className="tools-threshold">
        <span aria-hidden>{on === 't' ? '|t| >' : '|map| >'}</span>
        <NumberField
          hideLabel
          label="Threshold"
          value={threshold}
          min={0}
          step={0.1}
          onChange={(thresholdAbs) => actions.setView({ thresholdAbs })}
        />
      </span>
      {on === 't' && (
        <input
          type="range"
          className="tools-slider"
          aria-label="Threshold, slider"
          min={0}
          max={sliderEnd}
          step={0.1}
          value={Math.min(sliderEnd, threshold)}
          onChange={(event) => actions.setView({ thresholdAbs: Number(event.currentTarget.value) })}
        />
      )}
    </div>
  )
}
