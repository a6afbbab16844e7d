import type { ReactNode } from 'react'
import { voxelVerdict } from '../../state/voxelWords.ts'
import { Chip } from '../parts/Chip.tsx'
import { panes } from '../../state/appState.ts'
import { count, unbroken, withUnit } from '../format.ts'
import { useApp } from '../store.ts'
import { BetasTable } from './BetasTable.tsx'
import { ContributionsCell } from './ContributionsCell.tsx'
import { FitNumbers } from './FitNumbers.tsx'
import { mmText, PinnedVoxels } from './PinnedVoxels.tsx'
import { AcfCells, QuantileCell, SpectrumCell } from './ResidualCells.tsx'
import { ResidualsCell, ResponseCell, TimeCourseCells } from './TimeCourseCells.tsx'
import { VoxelReading } from './VoxelReading.tsx'
import { useVoxelSides } from './useVoxelSides.ts'
import './voxelTab.css'

/** Both fits at the crosshair, scan by scan, and what they leave over. */
export function VoxelTab(): ReactNode {
  const { a, b, fitted } = useVoxelSides()
  const sides = { a, b }
  const place = useApp((state, selectors) => selectors.voxelPlace(state))
  // There is nothing to be said of a place whose series are still being read.
  const isFirstRead = useApp(({ voxel, voxelReading }) => voxel === null && voxelReading.status !== 'idle')
  const isSphere = useApp((state) => (state.voxel?.place.radiusMm ?? 0) > 0)
  const title = place === null ? 'Time course' : withUnit(`Time course at ${mmText(place)}`, 'mm')
  return (
    <div className="voxel-frame">
      <div className="cells voxel-tab">
        <VoxelReading />
        {panes.map((pane) => {
          const side = sides[pane]
          if (side.ok || isFirstRead) return null
          return (
            <p key={pane} className="cell voxel-why">
              <Chip of={pane} /> <span>{side.why}</span>
            </p>
          )
        })}
        {fitted.length > 0 && (
          <>
            <div className="voxel-time">
              <TimeCourseCells title={title} />
              <ContributionsCell />
              <ResponseCell />
              <ResidualsCell />
            </div>
            <div className="voxel-side">
              <SphereNote />
              <BetasTable />
              <Verdict />
              <FitNumbers isSphere={isSphere} />
              <PinnedVoxels />
            </div>
            <div className="voxel-residuals">
              <AcfCells />
              <SpectrumCell />
              <QuantileCell />
            </div>
          </>
        )}
      </div>
    </div>
  )
}

function SphereNote(): ReactNode {
  const { fitted } = useVoxelSides()
  const radius = useApp((state) => state.voxel?.place.radiusMm ?? 0)
  if (radius === 0) return null
  const counts = fitted.map(({ letter, view }) => `${count(view.voxelCount)} voxels in ${letter}`)
  return (
    <p className="cell small">
      Mean over {counts.join(', ')} within {withUnit(String(radius), 'mm')}: their series in each pipeline’s
      own units, averaged scan by scan and fitted as one. Percent are of the mean signal of these voxels;
      where a pipeline’s unit is % of voxel mean, of each voxel’s own.
    </p>
  )
}

function Verdict(): ReactNode {
  const { a, b } = useVoxelSides()
  const verdict = voxelVerdict(a, b)
  if (verdict === null) return null
  return (
    <div className="cell">
      <div className="voxel-verdict">
        <strong>{verdict.headline}</strong>
        <p>{unbroken(verdict.text)}</p>
      </div>
    </div>
  )
}
