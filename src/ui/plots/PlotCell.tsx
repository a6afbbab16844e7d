import { useElementSize } from '@mantine/hooks'
import type { ReactNode } from 'react'
import type { Figure } from '../../charts/figure.ts'
import { Plot, type PlotHit, type PlotOutline } from '../../charts/Plot.tsx'
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
  readonly onDraw?: (outline: PlotOutline) => void
}

/** A plot that fills its cell of the dock. */
export function PlotCell(props: PlotCellProps): ReactNode {
  const { title, note, figure, missing, fileName, onPoint, onDraw } = props
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
              {...(onDraw ? { onDraw } : {})}
            />
          )
        )}
      </div>
    </section>
  )
}
