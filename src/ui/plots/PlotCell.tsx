import { useElementSize } from '@mantine/hooks'
import type { ReactNode } from 'react'
import type { Figure } from '../../charts/figure.ts'
import { Plot, type PlotHit } from '../../charts/Plot.tsx'
import { pictureHeight } from './pictureHeight.ts'
import './plots.css'

interface PlotCellProps {
  readonly title: string
  readonly note?: ReactNode
  /** Null while there is nothing to draw; `missing` says why. */
  readonly figure: Figure | null
  readonly missing: string
  readonly fileName: string
  readonly onPoint?: (hit: PlotHit) => void
}

/** A plot that fills its cell of the dock. */
export function PlotCell({ title, note, figure, missing, fileName, onPoint }: PlotCellProps): ReactNode {
  const { ref, height } = useElementSize()
  return (
    <section className="cell">
      <div ref={ref} className="cell-plot">
        {figure === null ? (
          <>
            <div className="cell-head">
              <h3>{title}</h3>
            </div>
            <p className="t3 small">{missing}</p>
          </>
        ) : (
          height > 0 && (
            <Plot
              figure={figure}
              title={title}
              aside={note}
              height={pictureHeight(height)}
              fileName={fileName}
              {...(onPoint ? { onPoint } : {})}
            />
          )
        )}
      </div>
    </section>
  )
}
