import { useMemo, type ReactNode } from 'react'
import { designMatrixFigure, type DesignMatrixInput } from '../../charts/designMatrixFigure.ts'
import type { PlotHit } from '../../charts/Plot.tsx'
import type { Pane } from '../../state/appState.ts'
import { PlotCell } from '../plots/PlotCell.tsx'
import { useChartTheme } from '../plots/useChartTheme.ts'
import { matrixColumns, weighedColumns } from './designColumns.ts'
import type { DesignFocus } from './useDesignFocus.ts'
import { useLiveDesign } from './useLiveDesign.ts'

interface MatrixCellProps {
  readonly pane: Pane
  readonly scaling: DesignMatrixInput['scaling']
  readonly focus: DesignFocus
}

/** A pane's live design matrix; a click marks its column and scan everywhere. */
export function MatrixCell({ pane, scaling, focus }: MatrixCellProps): ReactNode {
  const live = useLiveDesign(pane)
  const theme = useChartTheme()
  const { regressor, scan } = focus
  const columns = useMemo(() => (live.ok ? matrixColumns(live.diagnostics.design) : []), [live])
  const figure = useMemo(() => {
    if (!live.ok) return null
    const chosen = columns.findIndex(({ name }) => name === regressor)
    const outlinedColumns = chosen >= 0 ? [chosen] : weighedColumns(live.diagnostics.contrast?.weights)
    return designMatrixFigure({ columns, scaling, outlinedColumns, scan }, theme)
  }, [live, columns, scaling, regressor, scan, theme])
  const onPoint = ({ index }: PlotHit): void => {
    const [row, column] = typeof index === 'number' ? [null, index] : index
    const name = columns[column]?.name
    if (name !== undefined) focus.pick(name, row)
  }
  return (
    <PlotCell
      title={`Matrix ${pane.toUpperCase()}`}
      note={columns.length === 0 ? '' : `${columns.length} columns`}
      figure={figure}
      missing={live.ok ? '' : live.why}
      fileName={`design-matrix-${pane}`}
      onPoint={onPoint}
    />
  )
}
