import type { Engine } from '../../src/state/engine.ts'
import { phase } from '../../src/state/phase.ts'
import { freshApp } from './freshApp.ts'
import { until, type InProcessApp } from './inProcessApp.ts'
import { inProcessEngine } from './inProcessEngine.ts'
import { runFiles } from './droppedRuns.ts'

/** Of the simulated runs. */
const scanCount = 150
/** Of a series in a group, with its products. */
const bytesPerValue = 6

/** What lets series of so many voxels of a simulated run be held, and nothing of it be kept whole. */
export function memoryFor(groupVoxels: number) {
  return { budgetBytes: groupVoxels * scanCount * bytesPerValue, wholeBytes: 0 }
}

/** An engine that counts how often a group of voxels is prepared. */
export function countingEngine(engine: Engine): { readonly engine: Engine; readonly prepared: () => number } {
  let prepared = 0
  const run: Engine['run'] = {
    ...engine.run,
    prepare: (...args) => {
      prepared++
      return engine.run.prepare(...args)
    },
  }
  return { engine: { ...engine, run }, prepared: () => prepared }
}

/** A fresh app that has opened a simulated run, or `files`, in groups of so many voxels, and fitted it. */
export async function openInGroups(
  groupVoxels: number,
  engine: Engine = inProcessEngine(2, memoryFor(groupVoxels)),
  files: readonly File[] = runFiles('er'),
): Promise<InProcessApp> {
  const app = freshApp(engine.fits.length, engine)
  await askedAbout(app, files)
  app.actions.loadOtherwise({ memory: 'in-groups' })
  await until(app, (state) => state.run !== null && phase(state) === 'ready')
  return app
}

/** Adds files and waits for the question about memory. */
export async function askedAbout(app: InProcessApp, files: readonly File[]): Promise<void> {
  app.actions.addFiles(files)
  await until(app, ({ intake }) => intake.question !== null)
}
