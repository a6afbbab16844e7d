import { SegmentedControl } from '@mantine/core'
import { useMemo, useState, type ReactNode } from 'react'
import { singularValuesFigure } from '../../charts/singularValuesFigure.ts'
import { illConditionedFrom } from '../../state/grades.ts'
import { significant } from '../format.ts'
import { PaneNumbers } from '../parts/PaneNumbers.tsx'
import { PlotCell } from '../plots/PlotCell.tsx'
import { useChartTheme } from '../plots/useChartTheme.ts'
import { useLiveDesign } from './useLiveDesign.ts'

type Columns = 'as they are' | 'unit length'

/** Singular values and condition numbers of both designs. */
export function ConditioningCell(): ReactNode {
  const [columns, setColumns] = useState<Columns>('as they are')
  const a = useLiveDesign('a')
  const b = useLiveDesign('b')
  const theme = useChartTheme()
  const figure = useMemo(() => {
    const pipelines = [a, b].flatMap((live, i) => {
      if (!live.ok) return []
      const { asTheyAre, unitLength } = live.diagnostics
      const { singularValues } = columns === 'unit length' ? unitLength : asTheyAre
      return [{ pipeline: i === 0 ? ('A' as const) : ('B' as const), values: singularValues }]
    })
    return pipelines.length === 0 ? null : singularValuesFigure({ pipelines }, theme)
  }, [a, b, columns, theme])
  return (
    <section className="cell conditioning">
      <ConditionNumbers />
      <p className="small t3">Of the whole design: drift columns count, a filter does not.</p>
      <div className="conditioning-plot">
        <PlotCell
          title="Singular values"
          note={`columns ${columns}`}
          figure={figure}
          missing="Neither design can be made."
          fileName="singular-values"
        />
      </div>
      <SegmentedControl
        aria-label="Columns for the singular values"
        value={columns}
        onChange={(to) => setColumns(to === 'unit length' ? to : 'as they are')}
        data={['as they are', 'unit length']}
      />
    </section>
  )
}

function ConditionNumbers(): ReactNode {
  const live = { a: useLiveDesign('a'), b: useLiveDesign('b') }
  const cell = (pane: 'a' | 'b', key: 'asTheyAre' | 'unitLength' | 'rank' | 'residualDf'): ReactNode => {
    const own = live[pane]
    if (!own.ok) return '–'
    const value = own.diagnostics[key]
    if (typeof value === 'number') return value
    const { conditionNumber } = value
    const ill = key === 'unitLength' && conditionNumber > illConditionedFrom
    return (
      <span className={ill ? 'tone-bad' : ''}>
        {significant(conditionNumber)}
        {ill && ' ill-conditioned'}
      </span>
    )
  }
  return (
    <PaneNumbers
      label="Conditioning"
      head="conditioning"
      rows={[
        ['condition number, columns as they are', (pane) => cell(pane, 'asTheyAre')],
        ['condition number, columns of unit length', (pane) => cell(pane, 'unitLength')],
        ['rank of the design', (pane) => cell(pane, 'rank')],
        ['scans − rank (with filter)', (pane) => cell(pane, 'residualDf')],
      ]}
    />
  )
}
