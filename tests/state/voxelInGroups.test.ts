import { gunzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { SeriesRequest } from '../../src/protocol/runContract.ts'
import type { Engine } from '../../src/state/engine.ts'
import { phase } from '../../src/state/phase.ts'
import { startVoxelWatch } from '../../src/state/voxelWatch.ts'
import { runFiles } from '../support/droppedRuns.ts'
import { freshApp } from '../support/freshApp.ts'
import { memoryFor, openInGroups } from '../support/groupedRun.ts'
import { openFiles, shownIn, until, type InProcessApp } from '../support/inProcessApp.ts'
import { inProcessEngine } from '../support/inProcessEngine.ts'
import { commonVoxels, goTo, viewIn } from '../support/voxelApp.ts'

/** About a quarter of the voxels of the run's masks. */
const groupVoxels = 700

/** The simulated run, its image not compressed. */
async function plainFiles(): Promise<File[]> {
  const [bold, ...others] = runFiles('er')
  if (bold === undefined) throw new Error('no run')
  const bytes = gunzipSync(Buffer.from(await bold.arrayBuffer()))
  return [new File([new Uint8Array(bytes)], bold.name.replace('.gz', '')), ...others]
}

function watched(app: InProcessApp): InProcessApp {
  onTestFinished(startVoxelWatch(app.store, app.engine))
  app.actions.setView({ tab: 'voxel' })
  return app
}

/** The same, when nothing is being read of its file any more. */
async function settled(app: InProcessApp): Promise<InProcessApp> {
  await until(watched(app), ({ voxel, intake }) => voxel !== null && intake.quality !== null)
  return app
}

async function openKept(): Promise<InProcessApp> {
  const app = watched(freshApp())
  await openFiles(app, runFiles('er'))
  return app
}

/** What was asked of the run's worker for the crosshair. */
function recording(engine: Engine): { readonly engine: Engine; readonly asked: SeriesRequest[] } {
  const asked: SeriesRequest[] = []
  const run: Engine['run'] = {
    ...engine.run,
    series(request, ...rest) {
      asked.push(request)
      return engine.run.series(request, ...rest)
    },
  }
  return { engine: { ...engine, run }, asked }
}

function largestGap(one: Float64Array, other: Float64Array): number {
  return one.reduce((most, value, i) => Math.max(most, Math.abs(value - (other[i] ?? NaN))), 0)
}

/** Bytes that are asked of a file, by the start and the end of each slice. */
function countedSlices(file: File): () => number {
  let bytes = 0
  const slice = file.slice.bind(file)
  file.slice = (start = 0, end = file.size) => {
    bytes += Math.min(end, file.size) - start
    return slice(start, end)
  }
  return () => bytes
}

describe('the time course at the crosshair of a run fitted in groups', () => {
  it.each([
    ['compressed', runFiles],
    ['not compressed', plainFiles],
  ])('is that of one whose series are kept, from a file that is %s', async (_, files) => {
    const kept = await openKept()
    const { engine, asked } = recording(inProcessEngine(2, memoryFor(groupVoxels)))
    const app = watched(await openInGroups(groupVoxels, engine, await files('er')))
    const voxels = commonVoxels(kept)
    for (const radiusMm of [0, 9]) {
      for (const voxel of voxels) {
        await goTo(kept, voxel, radiusMm)
        await goTo(app, voxel, radiusMm)
        for (const pane of ['a', 'b'] as const) {
          const [found, expected] = [viewIn(app, pane), viewIn(kept, pane)]
          if (radiusMm === 0) expect(found.fit.series).toEqual(expected.fit.series)
          // A mean is a sum over workers, which have other voxels.
          else expect(largestGap(found.fit.series, expected.fit.series)).toBeLessThan(1e-12)
          expect(found.voxelCount).toBe(expected.voxelCount)
          // What was pooled for B has other last digits; see inGroups.test.ts.
          expect(found.contrast.value).toBeCloseTo(expected.contrast.value ?? NaN, 8)
        }
      }
    }
    // The group that is held is not read; the others are, and both panes share what is read.
    const places = 2 * voxels.length
    expect(asked.length).toBeGreaterThan(0)
    expect(asked.length).toBeLessThanOrEqual(places)
    expect(app.store.getState().voxelReading).toEqual({ status: 'idle' })
  })

  it('is sought in a file that is not compressed: no other bytes are read for a voxel', async () => {
    const files = await plainFiles()
    const app = await settled(await openInGroups(groupVoxels, undefined, files))
    const [voxel = -1] = commonVoxels(app)
    const bytes = countedSlices(files[0] ?? new File([], ''))
    await goTo(app, voxel)
    const { run } = app.store.getState()
    expect(bytes()).toBe(4 * (run?.summary.scanCount ?? 0))
  })

  it('is of the newest place: reading for the one before ends', async () => {
    const { engine, asked } = recording(inProcessEngine(2, memoryFor(groupVoxels)))
    const app = await settled(await openInGroups(groupVoxels, engine))
    asked.splice(0)
    const [first = -1, second = -1] = commonVoxels(app)
    app.actions.goToVoxel(first)
    await until(app, ({ voxelReading }) => voxelReading.status === 'running')
    await goTo(app, second)
    expect(asked.map(({ voxels }) => [...voxels])).toEqual([[first], [second]])
    expect(viewIn(app, 'a').fit.series).toHaveLength(150)
  })

  it('is not read when that is cancelled, until another place is looked at', async () => {
    const { engine, asked } = recording(inProcessEngine(2, memoryFor(groupVoxels)))
    const app = await settled(await openInGroups(groupVoxels, engine))
    asked.splice(0)
    const [first = -1, second = -1] = commonVoxels(app)
    for (const voxel of [first, second]) {
      app.actions.goToVoxel(voxel)
      await until(app, ({ voxelReading }) => voxelReading.status === 'running')
    }
    app.actions.cancel()
    expect(app.store.getState().voxelReading.status).toBe('cancelled')
    app.actions.setView({ thresholdAbs: 2 })
    // Whatever was still to be asked would have been.
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(asked).toHaveLength(2)
    expect(app.store.getState().voxelReading.status).toBe('cancelled')
    expect(app.store.getState().voxel?.place.voxel).not.toBe(second)
    expect(phase(app.store.getState())).toBe('ready')
    await goTo(app, first)
    expect(app.store.getState().voxelReading).toEqual({ status: 'idle' })
  })

  it('is read again by who comes back to it, and not on when nobody looks', async () => {
    const { engine, asked } = recording(inProcessEngine(2, memoryFor(groupVoxels)))
    const app = await settled(await openInGroups(groupVoxels, engine))
    asked.splice(0)
    const [first = -1] = commonVoxels(app)
    app.actions.goToVoxel(first)
    await until(app, ({ voxelReading }) => voxelReading.status === 'running')
    app.actions.setView({ tab: 'compare' })
    expect(app.store.getState().voxelReading).toEqual({ status: 'idle' })
    app.actions.setView({ tab: 'voxel' })
    await until(app, ({ voxel }) => voxel?.place.voxel === first)
    expect(asked).toHaveLength(2)
  })

  it('says so when the file is gone', async () => {
    const files = await plainFiles()
    const app = watched(await openInGroups(groupVoxels, undefined, files))
    const [voxel = -1] = commonVoxels(app)
    const [bold] = files
    if (bold !== undefined) {
      bold.slice = () =>
        Object.assign(new Blob(), {
          arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')),
        })
    }
    app.actions.goToVoxel(voxel)
    await until(app, ({ voxelReading }) => voxelReading.status === 'failed')
    expect(app.store.getState().voxelReading).toMatchObject({ finding: { code: 'file-lost' } })
    expect(shownIn(app, 'a').maps.get('t')?.length).toBeGreaterThan(0)
  })
})
