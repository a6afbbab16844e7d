import { Button, NativeSelect, SegmentedControl } from '@mantine/core'
import type { ReactNode } from 'react'
import { mapKinds } from '../../core/contrast/mapKind.ts'
import { showsOnlyMaps } from '../../state/phase.ts'
import { Icon } from '../parts/Icon.tsx'
import { useActions, useApp } from '../store.ts'
import { mapLabels } from '../words.ts'
import { CrosshairField } from './CrosshairField.tsx'
import { DisplayMenu } from './DisplayMenu.tsx'
import { ThresholdControl } from './ThresholdControl.tsx'
import './toolbar.css'

/** What is shown of the fits, in which units, above which threshold, and where. */
export function Toolbar(): ReactNode {
  const actions = useActions()
  const hasFit = useApp((state) => !showsOnlyMaps(state))
  return (
    <div className="tools" role="toolbar" aria-label="View">
      <MapSelect />
      {hasFit && <UnitsSwitch />}
      <ThresholdControl />
      <div className="spring" />
      <CrosshairField />
      <Button
        className="tools-largest"
        variant="subtle"
        leftSection={<Icon name="crosshair" />}
        title="Move the crosshair to the voxel where A and B differ most (G)"
        onClick={() => actions.goToLargestDifference()}
      >
        Largest |A − B|
      </Button>
      <DisplayMenu />
    </div>
  )
}

function MapSelect(): ReactNode {
  const actions = useActions()
  const shown = useApp((state) => state.view.map)
  const available = useApp((state, selectors) => selectors.availableMaps(state))
  const kinds = mapKinds.filter((kind) => kind === shown || available.includes(kind))
  return (
    <div className="tools-group">
      <label htmlFor="map-kind">Map</label>
      <NativeSelect
        id="map-kind"
        className="tools-map"
        data={kinds.map((kind) => ({ value: kind, label: mapLabels[kind] }))}
        value={shown}
        onChange={(event) => {
          const map = kinds.find((kind) => kind === event.currentTarget.value)
          if (map) actions.setView({ map })
        }}
      />
    </div>
  )
}

function UnitsSwitch(): ReactNode {
  const actions = useActions()
  const units = useApp((state) => state.view.units)
  return (
    <div className="tools-group">
      <span aria-hidden>Units</span>
      <SegmentedControl
        aria-label="Units"
        value={units}
        onChange={(to) =>
          actions.setView({ units: to === 'as-estimated' ? 'as-estimated' : 'percent-of-voxel-mean' })
        }
        data={[
          { value: 'as-estimated', label: 'as estimated' },
          { value: 'percent-of-voxel-mean', label: '% of voxel mean' },
        ]}
      />
    </div>
  )
}
