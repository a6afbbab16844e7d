import type { ReactNode } from 'react'
import { vifPosition, vifTone } from './vifScale.ts'

/** Variance inflation on a logarithmic scale from 1 to 30, with ticks at 5 and 10. */
export function VifMeter({ vif }: { readonly vif: number }): ReactNode {
  const percent = (value: number): string => `${100 * vifPosition(value)}%`
  return (
    <svg className="vif-meter" width="100%" height="1.2rem" aria-hidden>
      <rect y="42%" width="100%" height="16%" fill="var(--line-strong)" />
      <rect
        y="33%"
        width={percent(Math.max(vif, 1.08))}
        height="33%"
        rx="1"
        fill={`var(--${vifTone(vif)})`}
      />
      {[5, 10].map((tick) => (
        <line key={tick} x1={percent(tick)} x2={percent(tick)} y1="8%" y2="92%" stroke="var(--text-3)" />
      ))}
    </svg>
  )
}
