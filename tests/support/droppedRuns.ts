import { fileFrom, textFile } from './inProcessApp.ts'
import { niftiFile, type NiftiRecipe } from './niftiFiles.ts'
import { fixtures } from './referenceAnalyses.ts'

/** One of the two simulated runs with its events and sidecar. */
export function runFiles(which: 'block' | 'er', extra: readonly string[] = []): File[] {
  const endings = ['bold.nii.gz', 'events.tsv', 'bold.json', ...extra]
  return endings.map((ending) => fileFrom(`${fixtures}runs/sub-${which}_task-tap_${ending}`))
}

/** The tiny run of 60 scans: quick to open and to fit. */
export function tinyRun(events = 'slow_events.tsv'): File[] {
  return ['slow_bold.nii.gz', events].map((name) => fileFrom(`${fixtures}nilearn-more/${name}`))
}

/** An events table. */
export function eventsFile(
  rows: readonly (readonly [onset: number, duration: number, trialType: string])[],
  name = 'events.tsv',
): File {
  const lines = rows.map((row) => row.join('\t'))
  return textFile(name, ['onset\tduration\ttrial_type', ...lines, ''].join('\n'))
}

/** A NIfTI file as the browser hands it over. */
export function imageFile(name: string, recipe: NiftiRecipe): File {
  return new File([niftiFile(recipe).slice()], name)
}
