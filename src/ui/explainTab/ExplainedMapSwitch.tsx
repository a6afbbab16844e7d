import { SegmentedControl } from '@mantine/core'
import type { ReactNode } from 'react'
import { explainedMaps } from '../../state/explainState.ts'
import { explainedMap } from '../../state/explainView.ts'
import { useActions, useApp } from '../store.ts'

const labels = { effect: 'effect', t: 't', z: 'z', 'standard-error': 's.e.' } as const

/** Which map's difference is explained: the same that the viewers show. */
export function ExplainedMapSwitch(): ReactNode {
  const actions = useActions()
  const shown = useApp(explainedMap)
  return (
    <div className="tools-group">
      <span aria-hidden>Explain</span>
      <SegmentedControl
        aria-label="Explained map"
        value={shown}
        onChange={(to) => {
          const map = explainedMaps.find((kind) => kind === to)
          if (map !== undefined) actions.setView({ map })
        }}
        data={explainedMaps.map((value) => ({ value, label: labels[value] }))}
      />
    </div>
  )
}
