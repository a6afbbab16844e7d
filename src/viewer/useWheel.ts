import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'
import { PLANES } from './sliceGeometry.ts'
import type { Plane } from './sliceGeometry.ts'

/** Wheel travel that moves by one slice: a notch of most mice gives 100, a touch pad many small steps. */
const WHEEL_STEP = 40

/** Moves through the slices under the pointer, one for each notch; a listener of its own because it must not scroll the page. */
export function useWheel(
  root: RefObject<HTMLElement | null>,
  onStep: (plane: Plane, delta: number) => void,
): void {
  const latest = useRef(onStep)
  useEffect(() => {
    latest.current = onStep
  })
  useEffect(() => {
    const element = root.current
    if (element === null) return
    let travel = 0
    const onWheel = (event: WheelEvent): void => {
      const plane = PLANES.find(
        (p) => event.target instanceof SVGElement && event.target.dataset['plane'] === p,
      )
      if (plane === undefined || event.ctrlKey) return
      event.preventDefault()
      travel += event.deltaMode === 0 ? event.deltaY : event.deltaY * WHEEL_STEP
      if (Math.abs(travel) < WHEEL_STEP) return
      latest.current(plane, travel < 0 ? 1 : -1)
      travel = 0
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => {
      element.removeEventListener('wheel', onWheel)
    }
  }, [root])
}
