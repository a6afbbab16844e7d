import type { ReactNode } from 'react'
import { count } from '../format.ts'
import { useApp } from '../store.ts'

/** How many voxels are compared, and which the masks leave out. */
export function CoverageLine(): ReactNode {
  const coverage = useApp((state) => state.explain.shown?.coverage ?? null)
  if (coverage === null) return null
  const { inBoth, onlyA, onlyB, constantInA, constantInB } = coverage
  const constant = Math.max(constantInA, constantInB)
  return (
    <p className="t3 small">
      Mask coverage: {count(inBoth)} voxels in both masks are compared; {count(onlyA)} in A only,{' '}
      {count(onlyB)} in B only{constant > 0 ? `; ${count(constant)} constant in time left out` : ''}.
    </p>
  )
}
