import type { ReactNode } from 'react'
import { anatomyWindow } from '../../viewer/anatomy.ts'
import { fixed, withUnit } from '../format.ts'
import { NumberField } from '../parts/NumberField.tsx'
import { useActions, useApp } from '../store.ts'
import { useBackground } from './useBackground.ts'

/** The background's grey scale, by its values, and how much of it the maps let through. */
export function BackgroundControls(): ReactNode {
  const actions = useActions()
  const chosen = useApp((state) => state.view.underlayRange)
  const opacity = useApp((state) => state.view.mapOpacity)
  const background = useBackground()
  const { low, high } =
    chosen ?? (background === null ? { low: 0, high: 1 } : anatomyWindow(background.values))
  const setRange = (range: { readonly low: number; readonly high: number }): void => {
    if (range.low < range.high) actions.setView({ underlayRange: range })
  }
  return (
    <fieldset className="display-group">
      <legend>Background</legend>
      <div className="display-pair">
        <NumberField label="Black at" value={low} onChange={(to) => setRange({ low: to, high })} />
        <NumberField label="Brightest at" value={high} onChange={(to) => setRange({ low, high: to })} />
      </div>
      {chosen !== null && (
        <button
          type="button"
          className="link-button"
          onClick={() => actions.setView({ underlayRange: null })}
        >
          Automatic grey scale
        </button>
      )}
      <label className="display-slider">
        <span>Opacity of the maps: {withUnit(fixed(100 * opacity, 0), '%')}</span>
        <input
          type="range"
          min={0}
          max={1}
          step={0.05}
          value={opacity}
          onChange={(event) => actions.setView({ mapOpacity: Number(event.currentTarget.value) })}
        />
      </label>
    </fieldset>
  )
}
