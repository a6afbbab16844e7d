import type { ReactNode } from 'react'

/** Two rings that overlap: A and B. */
export function Brand(): ReactNode {
  return (
    <div className="brand">
      <svg viewBox="0 0 24 16" aria-hidden>
        <circle cx="8.5" cy="8" r="6.5" fill="none" stroke="var(--a)" strokeWidth="1.8" />
        <circle cx="15.5" cy="8" r="6.5" fill="none" stroke="var(--b)" strokeWidth="1.8" />
      </svg>
      GLMscope
    </div>
  )
}
