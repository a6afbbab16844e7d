import { CompareAside } from '../compareTab/CompareAside.tsx'
import { CompareTab } from '../compareTab/CompareTab.tsx'
import { DesignTab } from '../designTab/DesignTab.tsx'
import { ExplainedMapSwitch } from '../explainTab/ExplainedMapSwitch.tsx'
import { ExplainTab } from '../explainTab/ExplainTab.tsx'
import type { DockTab } from '../dock/Dock.tsx'
import { VoxelControls } from '../voxelTab/VoxelControls.tsx'
import { VoxelTab } from '../voxelTab/VoxelTab.tsx'

/** The tabs of this room, in their order. */
export const builtTabs: readonly DockTab[] = [
  { tab: 'design', content: <DesignTab /> },
  { tab: 'voxel', content: <VoxelTab />, aside: <VoxelControls /> },
  { tab: 'compare', content: <CompareTab />, aside: <CompareAside /> },
  { tab: 'explain', content: <ExplainTab />, aside: <ExplainedMapSwitch /> },
]
