import type { DockHeight, View } from '../../state/appState.ts'

const heights: readonly DockHeight[] = ['medium', 'tall', 'full']

/** The view with the dock of its tab at the next height. */
export function nextDockHeight({ dockHeights, tab }: View): Pick<View, 'dockHeights'> {
  const next = heights[(heights.indexOf(dockHeights[tab]) + 1) % heights.length] ?? 'medium'
  return { dockHeights: { ...dockHeights, [tab]: next } }
}
