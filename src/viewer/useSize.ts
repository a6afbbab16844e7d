import { useEffect, useState } from 'react'
import type { RefObject } from 'react'

/** An element's inner size in CSS px and the device pixels per CSS px. */
export interface Size {
  readonly width: number
  readonly height: number
  readonly pixelRatio: number
}

/** Follows an element's size; null until it has been measured. */
export function useSize(ref: RefObject<HTMLElement | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null)
  useEffect(() => {
    const element = ref.current
    if (element === null) return
    const observer = new ResizeObserver(() => {
      const next = {
        width: element.clientWidth,
        height: element.clientHeight,
        pixelRatio: window.devicePixelRatio || 1,
      }
      setSize((old) => (old !== null && isSame(old, next) ? old : next))
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
    }
  }, [ref])
  return size
}

function isSame(a: Size, b: Size): boolean {
  return a.width === b.width && a.height === b.height && a.pixelRatio === b.pixelRatio
}
