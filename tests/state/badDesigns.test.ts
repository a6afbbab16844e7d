import { describe, expect, it } from 'vitest'
import { contrastWords } from '../../src/state/designWords.ts'
import { designDiagnostics } from '../../src/state/designDiagnostics.ts'
import { contrastVerdict } from '../../src/state/verdict.ts'
import type { Verdict } from '../../src/state/verdict.ts'
import { eventsFile, tinyRun } from '../support/droppedRuns.ts'
import { freshApp } from '../support/freshApp.ts'
import { openFiles, type InProcessApp } from '../support/inProcessApp.ts'

type Event = readonly [onset: number, duration: number, trialType: string]

async function opened(events: readonly Event[]): Promise<InProcessApp> {
  const app = freshApp(1)
  const [bold] = tinyRun()
  if (bold === undefined) throw new Error('no run')
  await openFiles(app, [bold, eventsFile(events)])
  return app
}

const blocks = [10, 50, 90].map((onset): Event => [onset, 15, 'task'])

function verdictAfter(app: InProcessApp, typed: string): Verdict {
  app.actions.typeContrast('both', typed)
  const verdict = contrastVerdict(app.store.getState(), 'a')
  if (verdict === null) throw new Error('no verdict')
  return verdict
}

function words(app: InProcessApp): string {
  const live = designDiagnostics(app.store.getState(), 'a')
  if (live === null) return ''
  if (!live.ok) return `${live.finding.message} ${live.finding.remedy}`
  const { contrast, design } = live.diagnostics
  return [
    contrast === null ? '' : contrastWords(contrast),
    ...design.findings.map(({ message }) => message),
  ].join(' ')
}

describe('bad input is answered in words while one types', () => {
  it('a column that is not there is named by its character, with the columns there are', async () => {
    const app = await opened(blocks)
    const verdict = verdictAfter(app, 'task - rset')
    expect(verdict).toMatchObject({ grade: 'error', at: 8 })
    expect(verdict.text).toContain('task')
    expect(designDiagnostics(app.store.getState(), 'a')).toMatchObject({ diagnostics: { contrast: null } })
  })

  it('a contrast that no data can tell says which columns can replace each other', async () => {
    const app = await opened([
      ...blocks,
      ...blocks.map(([onset, duration]): Event => [onset, duration, 'same']),
    ])
    const { grade, text } = verdictAfter(app, 'task')
    expect(grade).toBe('not-estimable')
    expect(text).toMatch(/same.*task.*replace each other.*Leave one of them out/)
    expect(words(app)).toContain(text)
    // Their sum can be told.
    expect(verdictAfter(app, 'task + same').grade).toBe('fine')
  })

  it('a condition without an event in the run is said to be 0, not to be replaceable', async () => {
    const app = await opened([...blocks, [5000, 10, 'late']])
    const { grade, text } = verdictAfter(app, 'late')
    expect(grade).toBe('not-estimable')
    expect(text).toMatch(/^late is 0 at every scan.*within the run/)
    expect(words(app)).toMatch(/1 event starts after the run's end/)
    expect(words(app)).toMatch(/"late" is 0 in every scan/)
    expect(verdictAfter(app, 'task').grade).toBe('fine')
  })

  it('a condition that never ends is a second constant', async () => {
    const app = await opened([...blocks, [-500, 5000, 'always']])
    const { settings } = app.store.getState()
    if (settings === null) throw new Error('no settings')
    const spec = settings.pipelines.a
    app.actions.setPipeline('a', {
      ...spec,
      eventModel: {
        kind: 'nilearn',
        hrf: 'none',
        derivatives: 'none',
        oversampling: 50,
        minOnsetSeconds: -24,
      },
    })
    const { grade, text } = verdictAfter(app, 'always')
    expect(grade).toBe('not-estimable')
    expect(text).toMatch(/always, constant: these columns can replace each other/)
  })

  it('more regressors than scans are refused with both numbers', async () => {
    const app = await opened(blocks)
    const { settings } = app.store.getState()
    if (settings === null) throw new Error('no settings')
    app.actions.setPipeline('a', {
      ...settings.pipelines.a,
      highPass: { kind: 'polynomial-regressors', order: 58 },
    })
    expect(verdictAfter(app, 'task').headline).toMatch(/60 columns.*only 60 scans/)
    expect(words(app)).toMatch(/60 columns.*Use fewer/)
  })
})
