import { useViewportSize } from '@mantine/hooks'
import { useApp } from '../store.ts'

/** Type and controls of a projector beside a desk's, where there is room. */
const mostScale = 1.4
/** Width that the page with its settings needs at scale 1. */
const neededPx = 1300

/** How much larger than on a desk type, controls and lines are: on a projector as much as the page's width allows. */
export function typeScale(isProjector: boolean, widthPx: number): number {
  return isProjector ? Math.min(mostScale, Math.max(1, widthPx / neededPx)) : 1
}

/** The scale of this page, now. */
export function useTypeScale(): number {
  const isProjector = useApp((state) => state.view.projector)
  const { width } = useViewportSize()
  return typeScale(isProjector, width === 0 ? window.innerWidth : width)
}
