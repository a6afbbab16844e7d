import { SegmentedControl } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { Which } from '../selectors.ts'
import { useApp } from '../store.ts'
import { PaneView } from './PaneView.tsx'
import './views.css'

interface ViewsProps {
  /** Room for two panes only: A or B beside the difference. */
  readonly narrow: boolean
}

/** A, B and A − B side by side with one crosshair. */
export function Views({ narrow }: ViewsProps): ReactNode {
  const [shown, setShown] = useState<'a' | 'b'>('a')
  const height = useApp((state) => state.view.dockHeights[state.view.tab])
  const layout = height === 'medium' ? 'grid' : 'row'
  const panes: readonly Which[] = narrow ? [shown, 'difference'] : ['a', 'b', 'difference']
  return (
    <div className="views-frame" hidden={height === 'full'}>
      {narrow && (
        <div className="views-choice">
          <SegmentedControl
            aria-label="Pipeline shown beside the difference"
            value={shown}
            onChange={(to) => setShown(to === 'b' ? 'b' : 'a')}
            data={[
              { value: 'a', label: 'A' },
              { value: 'b', label: 'B' },
            ]}
          />
        </div>
      )}
      <div className="views on-image" data-layout={layout}>
        {panes.map((which, index) => (
          <PaneView key={which === 'difference' ? which : index} which={which} layout={layout} />
        ))}
      </div>
    </div>
  )
}
