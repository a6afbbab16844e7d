import type { ReactNode } from 'react'
import './chip.css'

const letters = { a: 'A', b: 'B', difference: 'A − B' }

/** The letter of a pipeline in its colour; the colour is never without the letter. */
export function Chip({ of }: { readonly of: 'a' | 'b' | 'difference' }): ReactNode {
  return <span className={`chip chip-${of}`}>{letters[of]}</span>
}
