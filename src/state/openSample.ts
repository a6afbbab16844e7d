import type { StimulusEvent } from '../core/design/event.ts'
import type { Companions } from './appState.ts'
import { openRun, type Opening } from './openRun.ts'
import { noCompanions } from './store.ts'

/** Simulates the sample and opens it; resolves to whether it was opened. */
export async function openSample(opening: Opening, signal: AbortSignal): Promise<boolean> {
  const { engine } = opening
  return openRun(
    opening,
    {
      fileName: null,
      read: async (jobId, onProgress) => {
        const sample = await engine.run.simulateSample(jobId, onProgress)
        return {
          summary: sample.run,
          companions: sampleCompanions(sample.events, sample.repetitionTimeSeconds),
        }
      },
    },
    signal,
  )
}

function sampleCompanions(events: readonly StimulusEvent[], repetitionTimeSeconds: number): Companions {
  return {
    ...noCompanions,
    events: { name: 'simulated events', table: { events, columns: [], findings: [] } },
    sidecar: {
      name: 'simulated sidecar',
      sidecar: { repetitionTimeSeconds, fields: {}, findings: [] },
    },
  }
}
