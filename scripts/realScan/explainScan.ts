import { readdirSync } from 'node:fs'
import path from 'node:path'
import { phase } from '../../src/state/phase.ts'
import type { Explanation } from '../../src/state/explainState.ts'
import { explanationEnd } from '../../tests/support/explanations.ts'
import {
  fileFrom,
  inProcessApp,
  openFiles,
  until,
  type InProcessApp,
} from '../../tests/support/inProcessApp.ts'
import { comparisons, type Comparison } from './designs.ts'

/** A comparison with what the app found. */
export interface ExplainedComparison {
  readonly comparison: Comparison
  readonly explanation: Explanation
}

const wanted = [/_task-oneback_bold\.nii\.gz$/, /_task-oneback_bold\.json$/, /_task-taskrest_events\.tsv$/]

/** The run and its companions in a folder. Throws an Error that names what is missing. */
export function scanFiles(folder: string): readonly string[] {
  const names = readdirSync(folder)
  return wanted.map((pattern) => {
    const name = names.find((each) => pattern.test(each))
    if (name === undefined) throw new Error(`REAL_DATA has no file like ${pattern.source}.`)
    return path.join(folder, name)
  })
}

/** Opens the scan in the app, without its page, and has it explain every comparison. */
export async function explainScan(files: readonly string[]): Promise<readonly ExplainedComparison[]> {
  const app = inProcessApp()
  await openFiles(
    app,
    files.map((file) => fileFrom(file)),
  )
  const explained: ExplainedComparison[] = []
  for (const comparison of comparisons) {
    explained.push({ comparison, explanation: await explain(app, comparison) })
  }
  app.stop()
  return explained
}

async function explain(app: InProcessApp, { a, b, contrast }: Comparison): Promise<Explanation> {
  app.actions.setPipeline('a', a)
  app.actions.setPipeline('b', b)
  app.actions.setContrast('both', contrast)
  await until(app, (state) => phase(state) === 'ready')
  app.actions.explain()
  const { explain: found } = await explanationEnd(app)
  if (found.job.status !== 'done' || found.shown === null)
    throw new Error('The difference was not explained.')
  return found.shown
}
