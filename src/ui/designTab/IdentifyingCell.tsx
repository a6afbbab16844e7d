import { useMemo, type ReactNode } from 'react'
import { scanSharesFigure } from '../../charts/scanSharesFigure.ts'
import type { Pane } from '../../state/appState.ts'
import { identifyingWords } from '../../state/designWords.ts'
import { unbroken } from '../format.ts'
import { PlotCell } from '../plots/PlotCell.tsx'
import { useChartTheme } from '../plots/useChartTheme.ts'
import { useApp } from '../store.ts'
import { useLiveDesign, type LiveDesign } from './useLiveDesign.ts'

interface IdentifyingCellProps {
  readonly pane: Pane
  readonly scan: number | null
}

/** Which scans decide a pane's contrast, on an axis that A and B share. */
export function IdentifyingCell({ pane, scan }: IdentifyingCellProps): ReactNode {
  const a = useLiveDesign('a')
  const b = useLiveDesign('b')
  const live = pane === 'a' ? a : b
  const largest = Math.max(0.001, largestShare(a), largestShare(b))
  const events = useApp((state, selectors) => selectors.eventBlocks(state))
  const theme = useChartTheme()
  const contrast = live.ok ? live.diagnostics.contrast : null
  const times = live.ok ? live.diagnostics.design.frameTimesSeconds : null
  const figure = useMemo(() => {
    if (contrast === null || times === null || !contrast.estimable) return null
    const { shares } = contrast
    const pipeline = pane === 'a' ? 'A' : 'B'
    return scanSharesFigure({ timesSeconds: times, shares, largest, pipeline, events, scan }, theme)
  }, [contrast, times, largest, pane, events, scan, theme])
  return (
    <PlotCell
      title={`Identifying scans ${pane.toUpperCase()}`}
      note={contrast?.estimable === true ? unbroken(identifyingWords(contrast.shares)) : ''}
      figure={figure}
      missing={live.ok ? (contrast?.whyNot ?? 'The contrast cannot be read yet.') : live.why}
      fileName={`identifying-scans-${pane}`}
    />
  )
}

function largestShare(live: LiveDesign): number {
  if (!live.ok || live.diagnostics.contrast === null) return 0
  return Math.max(...live.diagnostics.contrast.shares)
}
