import type { ReactNode } from 'react'
import { SegmentedControl } from '@mantine/core'
import { NumberField } from '../parts/NumberField.tsx'
import { useActions, useApp } from '../store.ts'
import { PinButton } from './PinnedVoxels.tsx'

const usualRadiusMm = 6

/** One voxel, or the mean over a sphere around it; and pinning. */
export function VoxelControls(): ReactNode {
  const actions = useActions()
  const radius = useApp((state) => state.view.voxelRadiusMm)
  return (
    <div className="voxel-bar">
      <SegmentedControl
        aria-label="What is plotted"
        value={radius > 0 ? 'sphere' : 'voxel'}
        onChange={(to) => actions.setView({ voxelRadiusMm: to === 'sphere' ? usualRadiusMm : 0 })}
        data={['voxel', 'sphere']}
      />
      {radius > 0 && (
        <NumberField
          hideLabel
          label="Radius"
          unit="mm"
          value={radius}
          min={0.5}
          max={40}
          step={1}
          onChange={(voxelRadiusMm) => actions.setView({ voxelRadiusMm })}
        />
      )}
      <PinButton />
    </div>
  )
}
