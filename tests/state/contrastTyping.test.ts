import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { selectors } from '../../src/app/selectors.ts'
import { contrastText } from '../../src/state/contrastText.ts'
import { readContrast } from '../../src/state/contrastReading.ts'
import { phase } from '../../src/state/phase.ts'
import { tinyRun } from '../support/droppedRuns.ts'
import { inProcessApp, openFiles, untilPhase, type InProcessApp } from '../support/inProcessApp.ts'

const names = ['a', 'b', 'constant']

describe('a contrast as it is typed', () => {
  it('is an expression, or rows of an F', () => {
    expect(readContrast('a - b', names)).toEqual({
      ok: true,
      contrast: { kind: 'expression', text: 'a - b' },
    })
    const f = { kind: 'F', rows: [{ a: 1 }, { b: 2 }] }
    expect(readContrast('a; 2*b', names)).toEqual({ ok: true, contrast: f })
    expect(readContrast('F[a; 2*b]', names)).toEqual({ ok: true, contrast: f })
  })

  it('comes back from its own words', () => {
    const read = readContrast('a - b; 0.5*b', names)
    if (!read.ok) throw new Error(read.message)
    expect(readContrast(contrastText(read.contrast), names)).toEqual(read)
  })

  it('points at the character of a mistake, in a later row too', () => {
    expect(readContrast('a - c', names)).toMatchObject({ ok: false, at: 4 })
    expect(readContrast('a; c', names)).toMatchObject({ ok: false, at: 3 })
    expect(readContrast('F[a; c]', names)).toMatchObject({ ok: false, at: 5 })
  })
})

describe('typing', () => {
  let app: InProcessApp
  beforeEach(async () => {
    app = inProcessApp(1)
    await openFiles(app, tinyRun())
  })
  afterEach(() => {
    vi.useRealTimers()
    app.stop()
  })
  const asked = (pane: 'a' | 'b'): string => {
    const { settings } = app.store.getState()
    return settings === null ? '' : contrastText(settings.contrasts[pane])
  }

  it('changes the verdict at once and the settings only after a pause', () => {
    vi.useFakeTimers()
    const before = asked('a')
    app.actions.typeContrast('both', '-a')
    const state = app.store.getState()
    expect(asked('a')).toBe(before)
    expect(selectors.contrastText(state, 'a')).toBe('-a')
    expect(phase(state)).toBe('fitting')
    vi.advanceTimersByTime(399)
    expect(asked('a')).toBe(before)
    vi.advanceTimersByTime(1)
    expect(asked('a')).toBe('-a')
    expect(asked('b')).toBe('-a')
  })

  it('keeps what cannot be read to itself until it is left', async () => {
    vi.useFakeTimers()
    const before = asked('a')
    app.actions.typeContrast('a', 'a - nothing_like_it')
    vi.advanceTimersByTime(5000)
    expect(asked('a')).toBe(before)
    expect(phase(app.store.getState())).toBe('ready')
    expect(selectors.contrastVerdict(app.store.getState(), 'a')).toMatchObject({ grade: 'error', at: 5 })
    vi.useRealTimers()
    app.actions.settleContrast('a')
    expect(asked('a')).toBe('a - nothing_like_it')
    await untilPhase(app, 'ready')
    expect(app.store.getState().panes.a.refusal?.code).toBe('contrast-invalid')
    expect(app.store.getState().panes.b.refusal).toBeNull()
  })

  it('a chosen contrast replaces what is being typed', () => {
    app.actions.typeContrast('both', 'a - a')
    app.actions.setContrast('both', { kind: 't', weights: { a: 2 } })
    expect(selectors.contrastText(app.store.getState(), 'b')).toBe('2*a')
    expect(selectors.contrastVerdict(app.store.getState(), 'a')?.remarks?.join(' ')).toMatch(
      /The weight is 2/,
    )
  })
})
