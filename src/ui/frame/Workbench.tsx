import type { ReactNode } from 'react'
import { Dock, type DockTab } from '../dock/Dock.tsx'
import { useApp } from '../store.ts'
import { Toolbar } from '../toolbar/Toolbar.tsx'
import { Views } from '../views/Views.tsx'

interface WorkbenchProps {
  readonly tabs: readonly DockTab[]
  readonly narrow: boolean
}

/** Toolbar, maps and panels; the panels' height is remembered per tab. */
export function Workbench({ tabs, narrow }: WorkbenchProps): ReactNode {
  const height = useApp((state) => state.view.dockHeights[state.view.tab])
  return (
    <div className="workbench" data-dock={tabs.length === 0 ? 'none' : height}>
      <Toolbar />
      <Views narrow={narrow} />
      <Dock tabs={tabs} />
    </div>
  )
}
