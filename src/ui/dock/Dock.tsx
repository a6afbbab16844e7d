import { Tabs } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Tab } from '../../state/appState.ts'
import { useActions, useApp } from '../store.ts'
import { tabLabels } from '../words.ts'
import './dock.css'
import { nextDockHeight } from './nextDockHeight.ts'

/** A tab that exists: what it shows, and controls for the right end of the tab bar. */
export interface DockTab {
  readonly tab: Tab
  readonly content: ReactNode
  readonly aside?: ReactNode
}

/** The panels below the maps. Only tabs that are built are given, so none is empty. */
export function Dock({ tabs }: { readonly tabs: readonly DockTab[] }): ReactNode {
  const actions = useActions()
  const wanted = useApp((state) => state.view.tab)
  const shown = tabs.find(({ tab }) => tab === wanted) ?? tabs[0]
  if (shown === undefined) return null
  const choose = (to: string | null): void => {
    const chosen = tabs.find(({ tab }) => tab === to)
    if (chosen) actions.setView({ tab: chosen.tab })
  }
  return (
    <Tabs className="dock" value={shown.tab} onChange={choose} keepMounted={false} variant="none">
      <HeightHandle />
      <div className="dock-bar">
        <Tabs.List aria-label="Panels">
          {tabs.map(({ tab }, index) => (
            <Tabs.Tab key={tab} value={tab}>
              {tabLabels[tab]}
              <kbd aria-hidden>{index + 1}</kbd>
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <div className="spring" />
        {shown.aside}
      </div>
      {tabs.map(({ tab, content }) => (
        <Tabs.Panel key={tab} value={tab} className="dock-panel">
          {content}
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}

function HeightHandle(): ReactNode {
  const actions = useActions()
  const view = useApp((state) => state.view)
  return (
    <button
      type="button"
      className="dock-handle"
      title="Height of the panels: medium, tall, full (D)"
      onClick={() => actions.setView(nextDockHeight(view))}
    >
      <span className="sr-only">Height of the panels: {view.dockHeights[view.tab]}</span>
    </button>
  )
}
