import { SegmentedControl } from '@mantine/core'
import { useEffect, useEffectEvent, type ReactNode } from 'react'
import { brushModes, type BrushMode } from '../../state/brush.ts'
import { markSummary } from '../../state/brushMarks.ts'
import { count, significant, withUnit } from '../format.ts'
import { isForDialog } from '../keys/dialogKeys.ts'
import { NumberField } from '../parts/NumberField.tsx'
import { useActions, useApp, useReadState } from '../store.ts'
import { useAppInTurn } from '../useAppInTurn.ts'

/** How voxels are marked, how many are, and their means. */
export function BrushBar(): ReactNode {
  const actions = useActions()
  const brush = useApp((state) => state.view.brush)
  const clear = useClearing()
  return (
    <div className="brush">
      <MarkedLine onClear={clear} />
      {brush.mode === 'sphere' && (
        <NumberField
          label="Radius of the sphere"
          hideLabel
          className="brush-radius"
          value={brush.radiusMm}
          unit="mm"
          min={0}
          max={100}
          step={1}
          onChange={(radiusMm) => actions.setView({ brush: { ...brush, radiusMm } })}
        />
      )}
      <span aria-hidden>Brush</span>
      <SegmentedControl
        aria-label="Brush"
        value={brush.mode}
        onChange={(to) => {
          const mode = brushModes.find((each) => each === to) ?? 'off'
          actions.setView({ brush: { ...brush, mode, drawn: keepsDrawn(mode) ? brush.drawn : null } })
        }}
        data={[...brushModes]}
      />
    </div>
  )
}

function keepsDrawn(mode: BrushMode): boolean {
  return mode === 'lasso' || mode === 'box'
}

function MarkedLine({ onClear }: { readonly onClear: () => void }): ReactNode {
  const summary = useAppInTurn(markSummary) ?? null
  const mode = useApp((state) => state.view.brush.mode)
  if (summary === null) {
    const hint =
      mode === 'off'
        ? ''
        : 'Draw in a plot or on a slice: the voxels inside are marked in both. On a slice, Shift adds.'
    return <span className="t3 brush-line">{hint}</span>
  }
  const { marked, compared, meanA, meanB, unitA, unitB } = summary
  const mean = (value: number, unit: string): string => withUnit(significant(value), unit)
  return (
    <>
      <span className="brush-line" role="status" aria-label="Marked voxels">
        <b>{count(marked)}</b> marked
        {compared < marked && `, ${count(compared)} compared`}
        {compared > 0 && (
          <>
            {' · mean '}
            <span className="ca">A {mean(meanA, unitA === unitB ? '' : unitA)}</span>{' '}
            <span className="cb">B {mean(meanB, unitB)}</span>
          </>
        )}
      </span>
      <button type="button" className="link-button" title="Clear the marks (Esc)" onClick={onClear}>
        Clear
      </button>
    </>
  )
}

/** Takes the marks away; Escape does too, while there are any. */
function useClearing(): () => void {
  const actions = useActions()
  const read = useReadState()
  const clear = (): void => {
    const { brush } = read().view
    actions.setView({ brush: { ...brush, mode: brush.mode === 'sphere' ? 'off' : brush.mode, drawn: null } })
  }
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || isForDialog(event)) return
    if (markSummary(read()) === null) return
    event.preventDefault()
    clear()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event)
    // Before the page's own keys, of which Escape cancels a fit.
    document.addEventListener('keydown', listen, { capture: true })
    return () => document.removeEventListener('keydown', listen, { capture: true })
  }, [])
  return clear
}
