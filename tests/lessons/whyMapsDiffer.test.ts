import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { arrange, arrangementFor, isArranged } from '../../src/lessons/arranged.ts'
import { lessonFigures, unknownFigures } from '../../src/lessons/lessonFigures.ts'
import { whyMapsDiffer } from '../../src/lessons/whyMapsDiffer.ts'
import { fileFrom, inProcessApp, openFiles, until, untilPhase } from '../support/inProcessApp.ts'
import { fixtures } from '../support/referenceAnalyses.ts'

const app = inProcessApp(2)
const now = () => app.store.getState()

beforeAll(() =>
  openFiles(
    app,
    ['bold.nii.gz', 'bold.json', 'events.tsv'].map((part) =>
      fileFrom(`${fixtures}runs/sub-block_task-tap_${part}`),
    ),
  ),
)
afterAll(() => {
  app.stop()
})

function arrangementOf(index: number) {
  const step = whyMapsDiffer.steps[index]
  const arrangement = step && arrangementFor(now(), step)
  if (step === undefined || arrangement === null || arrangement === undefined) throw new Error('no such step')
  return { step, arrangement }
}

describe('why do my maps differ', () => {
  it('has five steps', () => {
    expect(whyMapsDiffer.steps).toHaveLength(5)
  })

  it.each([0, 1, 2, 3, 4])('puts step %i on screen and fills every number of its text', async (index) => {
    const { step, arrangement } = arrangementOf(index)
    arrange(app.actions, arrangement)
    expect(isArranged(now(), arrangement)).toBe(true)
    await untilPhase(app, 'ready')
    if (step.explains) {
      app.actions.explain()
      await until(app, ({ explain }) => explain.job.status === 'done')
    }
    const text = step.text(lessonFigures(now()), []).join(' ')
    expect(text).toMatch(/\d/)
    expect(text).not.toContain('…')
    expect(text).not.toContain('NaN')
  })

  it('quotes the numbers of the state, not others', async () => {
    arrange(app.actions, arrangementOf(3).arrangement)
    await untilPhase(app, 'ready')
    const figures = lessonFigures(now())
    const [, agreement] = arrangementOf(3).step.text(figures, [{ ...figures, effect: null }])
    expect(agreement).toContain(figures.effect?.r.toFixed(3))
    expect(agreement).not.toContain('It was')
    expect(arrangementOf(3).step.text(figures, [figures])[1]).toContain(
      `It was ${String(figures.effect?.r.toFixed(3))}`,
    )
    expect(lessonFigures(now()).designs).toBe(figures.designs)
  })

  it('shows dots for what is not known yet', () => {
    const [, betas] = arrangementOf(0).step.text(unknownFigures('movement'), [])
    expect(betas).toContain('r …')
  })

  it('notices a change and restores the step', async () => {
    const { arrangement } = arrangementOf(2)
    arrange(app.actions, arrangement)
    app.actions.setView({ map: 't' })
    expect(isArranged(now(), arrangement)).toBe(false)
    arrange(app.actions, arrangement)
    expect(isArranged(now(), arrangement)).toBe(true)
    app.actions.setPreset('a', 'spm12')
    expect(isArranged(now(), arrangement)).toBe(false)
    arrange(app.actions, arrangement)
    await untilPhase(app, 'ready')
    expect(isArranged(now(), arrangement)).toBe(true)
  })

  it('tells the story that the fixtures were simulated with', async () => {
    const correlations: number[] = []
    for (const index of [0, 2, 3]) {
      arrange(app.actions, arrangementOf(index).arrangement)
      await untilPhase(app, 'ready')
      correlations.push(lessonFigures(now()).effect?.r ?? NaN)
      if (index === 2) expect(lessonFigures(now()).designs.b.standardErrorRatio).toBeGreaterThan(2)
    }
    const [tools, design, fixed] = correlations
    expect(design).toBeLessThan(tools ?? 0)
    expect(fixed).toBeGreaterThan(tools ?? 1)
  })
})
