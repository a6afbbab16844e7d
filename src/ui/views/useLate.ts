import { useEffect, useState } from 'react'

/** Whether something has been so for `ms` milliseconds; that it ends is said at once. */
export function useLate(is: boolean, ms: number): boolean {
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    if (!is) return
    const timer = setTimeout(() => setLate(true), ms)
    return () => {
      clearTimeout(timer)
      setLate(false)
    }
  }, [is, ms])
  return is && isLate
}
