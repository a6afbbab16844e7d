import { ActionIcon, NativeSelect, Popover, Switch } from '@mantine/core'
import type { ReactNode } from 'react'
import { Icon } from '../parts/Icon.tsx'
import { BackgroundControls } from '../underlay/BackgroundControls.tsx'
import { NumberField } from '../parts/NumberField.tsx'
import { useActions, useApp } from '../store.ts'

/** Colour ranges, what the threshold applies to, the background, and the side convention. */
export function DisplayMenu(): ReactNode {
  const actions = useActions()
  const view = useApp((state) => state.view)
  return (
    <Popover position="bottom-end" shadow="md" withinPortal trapFocus transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <ActionIcon title="Colour ranges, threshold, sides">
          <Icon name="sliders" />
          <span className="sr-only">Display options</span>
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className="display-menu">
        <NativeSelect
          label="Threshold applies to"
          data={[
            { value: 't', label: '|t| (or F)' },
            { value: 'shown', label: 'the values shown' },
          ]}
          value={view.thresholdOn}
          onChange={(event) =>
            actions.setView({ thresholdOn: event.currentTarget.value === 'shown' ? 'shown' : 't' })
          }
        />
        <NumberField
          label="Colour range of A and B"
          value={view.rangeMaps}
          placeholder="automatic"
          unit="±"
          min={1e-12}
          onChange={(rangeMaps) => actions.setView({ rangeMaps })}
          onClear={() => actions.setView({ rangeMaps: null })}
        />
        <NumberField
          label="Colour range of A − B"
          value={view.rangeDifference}
          placeholder="automatic"
          unit="±"
          min={1e-12}
          onChange={(rangeDifference) => actions.setView({ rangeDifference })}
          onClear={() => actions.setView({ rangeDifference: null })}
        />
        <p className="t3 small">Automatic: the 98th percentile of |value|.</p>
        <BackgroundControls />
        <Switch
          label="Radiological: the left side at the right"
          checked={view.radiological}
          onChange={(event) => actions.setView({ radiological: event.currentTarget.checked })}
        />
      </Popover.Dropdown>
    </Popover>
  )
}
