import { Chip as MantineChip, SegmentedControl } from '@mantine/core'
import { useMemo, useState, type ReactNode } from 'react'
import { lineFigure } from '../../charts/lineFigure.ts'
import { panes, type Pane } from '../../state/appState.ts'
import { fitOf } from '../../state/paneResult.ts'
import { PlotCell } from '../plots/PlotCell.tsx'
import { useChartTheme } from '../plots/useChartTheme.ts'
import { useApp } from '../store.ts'
import { useLaterVoxelSides } from './useVoxelSides.ts'
import { drawnIn } from './voxelSeries.ts'

/** What chosen regressors of one pane add to its fit: column times beta. */
export function ContributionsCell(): ReactNode {
  const { fitted } = useLaterVoxelSides()
  const [wanted, setWanted] = useState<Pane>('a')
  const [chosen, setChosen] = useState<readonly string[] | null>(null)
  const units = useApp((state) => state.view.units)
  const events = useApp((state, selectors) => selectors.eventBlocks(state))
  const theme = useChartTheme()
  const side = fitted.find(({ pane }) => pane === wanted) ?? fitted[0]
  const conditions = useApp((state) => {
    const design = side === undefined ? null : fitOf(state.panes[side.pane].shown)?.design
    return (design?.columns ?? []).filter(({ role }) => role === 'condition').map(({ name }) => name)
  })
  const names = chosen ?? conditions
  const figure = useMemo(() => {
    if (side === undefined) return null
    const { change } = drawnIn(units, side.view)
    const columns = side.view.columns.filter(({ name }) => names.includes(name))
    if (columns.length === 0) return null
    return lineFigure(
      {
        x: side.view.timesSeconds,
        xTitle: 'time, s',
        yTitle: '',
        series: columns.map(({ name, contribution }) => ({
          name,
          role: 'neutral',
          y: contribution.map(change),
        })),
        events,
        summary: `Contributions of ${columns.map(({ name }) => name).join(', ')} to the fit of ${side.letter}.`,
      },
      theme,
    )
  }, [side, names, units, events, theme])
  return (
    <div className="voxel-contributions">
      <PlotCell
        title={`Contributions in ${side?.letter ?? 'A'}`}
        figure={figure}
        missing="Choose a regressor below."
        fileName="contributions"
      />
      <ContributionsChooser
        pane={side?.pane ?? wanted}
        onPane={setWanted}
        names={(side?.view.columns ?? []).map(({ name }) => name)}
        chosen={names}
        onChosen={setChosen}
      />
    </div>
  )
}

interface ContributionsChooserProps {
  readonly pane: Pane
  readonly onPane: (pane: Pane) => void
  readonly names: readonly string[]
  readonly chosen: readonly string[]
  readonly onChosen: (names: readonly string[]) => void
}

function ContributionsChooser(props: ContributionsChooserProps): ReactNode {
  const { pane, onPane, names, chosen, onChosen } = props
  return (
    <div className="voxel-controls">
      <SegmentedControl
        aria-label="Whose contributions"
        value={pane}
        onChange={(to) => onPane(panes.find((each) => each === to) ?? 'a')}
        data={panes.map((each) => ({ value: each, label: each.toUpperCase() }))}
      />
      <MantineChip.Group multiple value={[...chosen]} onChange={onChosen}>
        <div className="voxel-names">
          {names.map((name) => (
            <MantineChip key={name} size="xs" variant="outline" value={name}>
              {name}
            </MantineChip>
          ))}
        </div>
      </MantineChip.Group>
    </div>
  )
}
