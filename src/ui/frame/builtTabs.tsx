import { CompareTab } from '../compareTab/CompareTab.tsx'
import { DesignTab } from '../designTab/DesignTab.tsx'
import type { DockTab } from '../dock/Dock.tsx'

/** The tabs of this room, in their order. */
export const builtTabs: readonly DockTab[] = [
  { tab: 'design', content: <DesignTab /> },
  { tab: 'compare', content: <CompareTab /> },
]
