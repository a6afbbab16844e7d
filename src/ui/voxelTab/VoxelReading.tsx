import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { unbroken } from '../format.ts'
import { progressText } from '../header/progressText.ts'
import { Icon } from '../parts/Icon.tsx'
import { useActions, useApp } from '../store.ts'

/** How far the file has been read for the time course, where no series are kept; what ended that too early. */
export function VoxelReading(): ReactNode {
  const actions = useActions()
  const job = useApp((state) => state.voxelReading)
  switch (job.status) {
    case 'running':
      return (
        <p className="cell voxel-why" role="status">
          <span>
            No time series are kept of this run: the file is read for the one at the crosshair.{' '}
            {job.progress !== null && progressText(job.progress)}
          </span>
          <Button size="xs" leftSection={<Icon name="x" small />} onClick={() => actions.cancel()}>
            Cancel reading
          </Button>
        </p>
      )
    case 'cancelled':
      return (
        <p className="cell voxel-why">
          Reading the time course was cancelled; move the crosshair to read one.
        </p>
      )
    case 'failed':
      return <p className="cell voxel-why">{unbroken(`${job.finding.message} ${job.finding.remedy}`)}</p>
    case 'idle':
    case 'done':
      return null
  }
}
