import type { Pane } from '../../src/state/appState.ts'
import { startVoxelWatch } from '../../src/state/voxelWatch.ts'
import { voxelSide, type VoxelPane } from '../../src/state/voxelView.ts'
import { runFiles } from './droppedRuns.ts'
import { inProcessApp, openFiles, shownIn, until, type InProcessApp } from './inProcessApp.ts'

const open: { readonly app: InProcessApp; readonly stop: () => void }[] = []

/** An app with a simulated run fitted and its Voxel tab shown; closed by `closeVoxelApps`. */
export async function openVoxelApp(name: 'block' | 'er'): Promise<InProcessApp> {
  const app = inProcessApp(2)
  open.push({ app, stop: startVoxelWatch(app.store, app.engine) })
  await openFiles(app, runFiles(name))
  app.actions.setView({ tab: 'voxel' })
  return app
}

/** Ends the work of all apps that were opened. */
export function closeVoxelApps(): void {
  for (const { app, stop } of open.splice(0)) {
    stop()
    app.stop()
  }
}

/** Goes to a voxel and waits until the newest fits there are plotted. */
export async function goTo(app: InProcessApp, voxel: number, radiusMm = 0): Promise<void> {
  app.actions.setView({ voxelRadiusMm: radiusMm })
  app.actions.goToVoxel(voxel)
  await until(
    app,
    ({ voxel: plot, panes }) =>
      plot?.place.voxel === voxel &&
      plot.place.radiusMm === radiusMm &&
      plot.fits.a?.result === panes.a.shown &&
      plot.fits.b?.result === panes.b.shown,
  )
}

/** A pane's plot; fails where there is none. */
export function viewIn({ store }: InProcessApp, pane: Pane): VoxelPane {
  const side = voxelSide(store.getState(), pane)
  if (!side.ok) throw new Error(side.why)
  return side.pane
}

/** A handful of voxels that both panes have fitted. */
export function commonVoxels(app: InProcessApp): number[] {
  const inB = new Set(shownIn(app, 'b').voxels)
  const common = [...shownIn(app, 'a').voxels].filter((voxel) => inB.has(voxel))
  return [0.1, 0.4, 0.7, 0.95].map((share) => common[Math.floor(share * common.length)] ?? -1)
}
