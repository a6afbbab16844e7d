import type { ReactNode } from 'react'
import { BrushBar } from './BrushBar.tsx'

/** What stands at the right end of the tab bar while Compare is open. */
export function CompareAside(): ReactNode {
  return <BrushBar />
}
