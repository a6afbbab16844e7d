import { SegmentedControl } from '@mantine/core'
import { useMemo, useState, type ReactNode } from 'react'
import { lineFigure } from '../../charts/lineFigure.ts'
import { quantileFigure } from '../../charts/quantileFigure.ts'
import { stemFigure } from '../../charts/stemFigure.ts'
import { residualLook } from '../../state/residualLook.ts'
import { PlotCell } from '../plots/PlotCell.tsx'
import { useChartTheme } from '../plots/useChartTheme.ts'
import { useLaterVoxelSides } from './useVoxelSides.ts'
import type { FittedSide } from './voxelSeries.ts'

/** Both fits' residual autocorrelations. */
export function AcfCells(): ReactNode {
  const { fitted } = useLaterVoxelSides()
  return fitted.map((side) => <AcfCell key={side.pane} side={side} />)
}

/** A fit's residual autocorrelation before (rings) and after whitening. */
function AcfCell({ side }: { readonly side: FittedSide }): ReactNode {
  const theme = useChartTheme()
  const { letter, view } = side
  const figure = useMemo(() => {
    const { acfBefore, acfAfter } = residualLook(view.fit, view.stepSeconds)
    const halfBand = 1.96 / Math.sqrt(view.fit.series.length)
    return stemFigure({ after: acfAfter, before: acfBefore, pipeline: letter, halfBand }, theme)
  }, [letter, view, theme])
  return (
    <PlotCell
      title={`Residual ACF ${letter}`}
      note="grey: 95&nbsp;% of white noise"
      figure={figure}
      missing=""
      fileName={`residual-acf-${side.pane}`}
    />
  )
}

/** Spectra of both residuals, whitened or not. */
export function SpectrumCell(): ReactNode {
  const { fitted } = useLaterVoxelSides()
  const [which, setWhich] = useState<'whitened' | 'before'>('whitened')
  const theme = useChartTheme()
  const figure = useMemo(() => {
    const [first] = fitted
    if (first === undefined) return null
    const spectrum = ({ view }: FittedSide) => {
      const { spectrumBefore, spectrumAfter } = residualLook(view.fit, view.stepSeconds)
      return which === 'before' ? spectrumBefore : spectrumAfter
    }
    return lineFigure(
      {
        x: spectrum(first).frequenciesHz,
        xTitle: 'frequency, Hz',
        yTitle: '% of variance',
        series: fitted.map((side) => ({
          name: side.letter,
          role: side.letter,
          y: spectrum(side).shares.map((share) => 100 * share),
        })),
        events: [],
        summary: `Periodogram of the residuals, ${which === 'before' ? 'before whitening' : 'whitened'}.`,
      },
      theme,
    )
  }, [fitted, which, theme])
  return (
    <div className="voxel-spectrum">
      <PlotCell title="Residual spectrum" figure={figure} missing="" fileName="residual-spectrum" />
      <div className="voxel-controls">
        <SegmentedControl
          aria-label="Residuals for the spectrum"
          value={which}
          onChange={(to) => setWhich(to === 'before' ? to : 'whitened')}
          data={['whitened', 'before']}
        />
      </div>
    </div>
  )
}

/** Normal quantile plot of both whitened residuals. */
export function QuantileCell(): ReactNode {
  const { fitted } = useLaterVoxelSides()
  const theme = useChartTheme()
  const figure = useMemo(
    () =>
      fitted.length === 0
        ? null
        : quantileFigure(
            {
              pipelines: fitted.map(({ letter, view }) => ({
                pipeline: letter,
                ...residualLook(view.fit, view.stepSeconds).quantilesAfter,
              })),
            },
            theme,
          ),
    [fitted, theme],
  )
  return (
    <PlotCell
      title="Residual quantiles"
      note="whitened"
      figure={figure}
      missing=""
      fileName="residual-quantiles"
    />
  )
}
