import type { BadInput } from './badFiles.ts'
import { smallRun } from './niftiFiles.ts'

function textInput(name: string, content: string): BadInput['files'][number] {
  return { name, bytes: new TextEncoder().encode(content) }
}

const header = 'onset\tduration\ttrial_type\n'
const events = (what: string, content: string): BadInput => ({
  what,
  files: [textInput('seen_events.tsv', content)],
})
const rows = (of: (t: number) => string): string => Array.from({ length: 60 }, (_, t) => of(t)).join('\n')

/** Tables that are used although something about them is worth saying; the run of the tests has 60 scans of 2 s. */
export const doubtfulTables: readonly BadInput[] = [
  events('events with commas between the columns, named .tsv', 'onset,duration,trial_type\n10,5,tap\n40,5,tap\n'),
  events('events with Windows line ends and a byte order mark', `\uFEFF${header}10\t5\ttap\n40\t5\ttap\n`.replaceAll('\n', '\r\n')),
  events('events with a column twice that no model uses', 'onset\tduration\ttrial_type\trt\trt\n10\t5\ttap\t1\t2\n'),
  events('events without a trial_type', 'onset\tduration\n10\t5\n40\t5\n'),
  events('an event without a type', `${header}10\t5\ttap\n40\t5\tn/a\n`),
  events('events that last no time', `${header}10\t0\ttap\n40\t0\ttap\n`),
  events('events of negative duration', `${header}10\t5\ttap\n40\t-5\ttap\n`),
  events('events before the first scan', `${header}-4\t5\ttap\n40\t5\ttap\n`),
  events('an event after the last scan', `${header}10\t5\ttap\n400\t5\ttap\n`),
  events('events that overlap', `${header}10\t20\ttap\n15\t5\ttap\n`),
  events('events that may be counted in scans', `${header}0\t5\ttap\n10\t5\trest\n20\t5\ttap\n30\t5\trest\n40\t5\ttap\n50\t5\trest\n`),
  { what: 'confounds with a constant column', files: [textInput('seen_confounds.tsv', `a\tb\n${rows((t) => `${String(t % 7)}\t5`)}\n`)] },
  { what: 'confounds with a column of words', files: [textInput('seen_confounds.tsv', `a\tb\n${rows((t) => `${String(t % 7)}\tx`)}\n`)] },
  { what: 'motion parameters as SPM writes them', files: [textInput('rp_seen.txt', rows((t) => ` ${String(t % 7)}.5 1.${String(t % 5)} 0.${String(t % 3)} 0.01${String(t % 4)} 0.02${String(t % 6)} 0.0${String(t % 9)}`))] },
  { what: 'motion parameters as FSL writes them', files: [textInput('seen_mcf.par', rows((t) => `0.0${String(t % 9)}  0.01${String(t % 4)}  0.02${String(t % 6)}  1.${String(t % 5)}  0.${String(t % 3)}  ${String(t % 7)}.5  `))] },
] // prettier-ignore

const dim = [4, 6, 6, 6, 20] as const
const values = Array.from({ length: 6 * 6 * 6 * 20 }, (_, i) => 1000 + ((i * 7919) % 101))
const image = (recipe: Parameters<typeof smallRun>[0]): Uint8Array =>
  smallRun({ dim, values, sformCode: 1, sform: [3, 0, 0, 0, 0, 3, 0, 0, 0, 0, 3, 0], ...recipe })
const own = textInput('seen_events.tsv', `${header}4\t4\ttap\n20\t4\ttap\n`)
const named = (name: string, bytes: Uint8Array): BadInput['files'][number] => ({ name, bytes })
const spaced = (seconds: number): number[] => [1, 3, 3, 3, seconds]

/** Runs that are opened although something about them is worth saying or asking. */
export const doubtfulRuns: readonly BadInput[] = [
  { what: 'a run in which some values are not numbers', files: [named('seen_bold.nii', image({ datatype: 'float32', values: values.map((value, i) => (i % 216 === 7 && i < 2000 ? NaN : value)), pixdim: spaced(2) })), own] },
  { what: 'two runs in one drop', files: [named('seen_bold.nii', image({ pixdim: spaced(2) })), named('seen_run-2_bold.nii', image({ pixdim: spaced(2) })), own] },
  { what: 'a header TR of 0', files: [named('seen_bold.nii', image({ pixdim: spaced(0) })), own] },
  { what: 'a header TR that is not that of the sidecar', files: [named('seen_bold.nii', image({ pixdim: spaced(1.79) })), textInput('seen_bold.json', '{"RepetitionTime": 2}'), own] },
] // prettier-ignore
