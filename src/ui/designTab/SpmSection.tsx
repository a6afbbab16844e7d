import { Checkbox } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMemo, type ReactNode } from 'react'
import { covarianceFigure } from '../../charts/covarianceFigure.ts'
import { designMatrixFigure } from '../../charts/designMatrixFigure.ts'
import { stemFigure } from '../../charts/stemFigure.ts'
import { columnOf } from '../../core/math/matrix.ts'
import { panes, type Pane } from '../../state/appState.ts'
import type { SpmQuantities } from '../../state/spmQuantities.ts'
import { count, significant } from '../format.ts'
import { Chip } from '../parts/Chip.tsx'
import { Icon } from '../parts/Icon.tsx'
import { PlotCell } from '../plots/PlotCell.tsx'
import { useChartTheme } from '../plots/useChartTheme.ts'
import { useActions, useApp } from '../store.ts'

/** What SPM12's estimation went through, for the panes that have it; folded until asked for. */
export function SpmSection(): ReactNode {
  const [open, { toggle }] = useDisclosure(false)
  const quantities = {
    a: useApp((state, selectors) => selectors.spmQuantities(state, 'a')),
    b: useApp((state, selectors) => selectors.spmQuantities(state, 'b')),
  }
  const own = panes.filter((pane) => quantities[pane] !== null)
  if (own.length === 0) return null
  return (
    <section className="cell design-spm">
      <div className="cell-head">
        <h3>
          <button type="button" className="link-button quiet" aria-expanded={open} onClick={toggle}>
            <Icon name={open ? 'down' : 'right'} small />
            Noise model of SPM12
          </button>
        </h3>
        <span className="cell-note">
          The matrices and diagnostics above are of the unfiltered, unwhitened design.
        </span>
      </div>
      {open &&
        own.map((pane) => {
          const found = quantities[pane]
          return found && <SpmPane key={pane} pane={pane} quantities={found} />
        })}
    </section>
  )
}

interface SpmPaneProps {
  readonly pane: Pane
  readonly quantities: SpmQuantities
}

function SpmPane({ pane, quantities }: SpmPaneProps): ReactNode {
  const theme = useChartTheme()
  const letter = pane === 'a' ? 'A' : 'B'
  const { covariance, noiseRow, whitenedDesign, design, hyperparameters, pooledVoxels, voxelCount } =
    quantities
  const covarianceShown = useMemo(() => covarianceFigure(covariance, theme), [covariance, theme])
  const lags = useMemo(
    () => stemFigure({ after: noiseRow.slice(1, 21), before: null, pipeline: letter, halfBand: 0 }, theme),
    [noiseRow, letter, theme],
  )
  const whitened = useMemo(
    () =>
      designMatrixFigure(
        {
          columns: design.columns.map(({ name }, j) => ({ name, values: columnOf(whitenedDesign, j) })),
          scaling: 'scaled',
        },
        theme,
      ),
    [design, whitenedDesign, theme],
  )
  return (
    <div className="spm-pane">
      <p className="small">
        <Chip of={pane} /> ReML hyperparameters {[...hyperparameters].map((h) => significant(h)).join(', ')};
        covariance pooled over {count(pooledVoxels.length)} of {count(voxelCount)} voxels; correlation at lag
        1 {significant(noiseRow[1] ?? 0)}.
      </p>
      <OutlineSwitch />
      <div className="spm-plots">
        <PlotCell
          title={`Noise covariance V ${letter}`}
          note={`first ${covariance.length} scans`}
          figure={covarianceShown}
          missing=""
          fileName={`noise-covariance-${pane}`}
        />
        <PlotCell title={`V by lag ${letter}`} figure={lags} missing="" fileName={`noise-by-lag-${pane}`} />
        <PlotCell
          title={`Whitened and filtered design ${letter}`}
          figure={whitened}
          missing=""
          fileName={`whitened-design-${pane}`}
        />
      </div>
    </div>
  )
}

/** Shows in the viewers which voxels the noise model was estimated from. */
function OutlineSwitch(): ReactNode {
  const actions = useActions()
  const outlined = useApp((state) => state.view.outlinesPooled)
  return (
    <Checkbox
      size="xs"
      label="Outline the pooled voxels in the viewers"
      checked={outlined}
      onChange={({ currentTarget }) => actions.setView({ outlinesPooled: currentTarget.checked })}
    />
  )
}
