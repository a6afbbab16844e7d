import { useEffect, useState } from 'react'
import { phase } from '../../state/phase.ts'
import { panes } from '../../state/appState.ts'
import { useApp } from '../store.ts'

/** First maps that take longer are waited for with the run's picture on the page. */
const longestWaitMs = 1500

/**
 * Whether slices are drawn. Making the viewers keeps the page from answering the workers for up to seconds on a computer
 * without a graphics card: while the first maps of a session are about to come, they are waited for. Once begun, always.
 */
export function useDrawingBegun(): boolean {
  const [hasBegun, setBegun] = useState(false)
  const mapsAreComing = useApp(
    (state) => phase(state) === 'fitting' && panes.some((pane) => state.panes[pane].shown === null),
  )
  useEffect(() => {
    if (hasBegun) return
    const timer = setTimeout(() => setBegun(true), mapsAreComing ? longestWaitMs : 0)
    return () => clearTimeout(timer)
  }, [hasBegun, mapsAreComing])
  return hasBegun
}
