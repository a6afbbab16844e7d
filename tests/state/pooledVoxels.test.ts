import { expect, it } from 'vitest'
import { fitOf } from '../../src/state/paneResult.ts'
import { pooledMask } from '../../src/state/spmQuantities.ts'
import { runFiles } from '../support/droppedRuns.ts'
import { inProcessApp, openFiles } from '../support/inProcessApp.ts'

it('the voxels that SPM12 pooled are named, lie in the mask, and are outlined when asked for', async () => {
  const app = inProcessApp(2)
  const state = await openFiles(app, runFiles('block'))
  app.stop()
  const shown = fitOf(state.panes.b.shown)
  const pooled = shown?.spm?.pooledVoxels ?? new Int32Array(0)
  // A few dozen voxels of this run pass SPM12's F test, not the whole mask.
  expect(pooled.length).toBeGreaterThan(20)
  expect(pooled.length).toBeLessThan(500)
  expect([...pooled].every((voxel) => shown?.voxels.includes(voxel))).toBe(true)
  expect(pooledMask(state, 'b')).toBeNull()
  const outlined = { ...state, view: { ...state.view, outlinesPooled: true } }
  const mask = pooledMask(outlined, 'b')
  expect(mask?.reduce((sum, value) => sum + value, 0)).toBe(pooled.length)
  expect(pooledMask(outlined, 'a')).toBeNull()
})
