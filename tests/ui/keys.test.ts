// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import type { Actions } from '../../src/state/actions.ts'
import type { AppState, Settings } from '../../src/state/appState.ts'
import { createAppStore } from '../../src/state/store.ts'
import { act } from '../../src/ui/keys/act.ts'
import type { Phase, Selectors } from '../../src/ui/selectors.ts'

const settings = { pipelines: { a: { noise: 'A' }, b: { noise: 'B' } } } as unknown as Settings

function press(
  init: KeyboardEventInit,
  {
    target = document.body,
    phase = 'ready',
    state = {},
  }: { target?: HTMLElement; phase?: Phase; state?: Partial<AppState> } = {},
): { calls: unknown[][]; did: boolean } {
  const calls: unknown[][] = []
  const actions = new Proxy({} as Actions, {
    get:
      (_, name) =>
      (...args: unknown[]) =>
        calls.push([name, ...args]),
  })
  const selectors = { phase: () => phase, designSwitch: () => 'minimal' } as unknown as Selectors
  const event = new KeyboardEvent('keydown', init)
  Object.defineProperty(event, 'target', { value: target })
  const did = act(event, {
    state: { ...createAppStore().getState(), settings, ...state },
    actions,
    selectors,
    tabs: ['design', 'compare'],
    openHelp: () => calls.push(['help']),
  })
  return { calls, did }
}

describe('keys', () => {
  it('choose tabs, the design, units and the threshold', () => {
    expect(press({ key: '1' }).calls).toEqual([['setView', { tab: 'design' }]])
    expect(press({ key: 'm' }).calls).toEqual([['setDesignSwitch', 'both', 'overparameterized']])
    expect(press({ key: 'u' }).calls).toEqual([['setView', { units: 'as-estimated' }]])
    expect(press({ key: ']' }).calls).toEqual([['setView', { thresholdAbs: 3.2 }]])
    expect(press({ key: '?' }).calls).toEqual([['help']])
  })

  it('leave tabs that are not built alone', () => {
    expect(press({ key: '3' })).toEqual({ calls: [], did: false })
  })

  it('are off where a field has the focus, but not where a switch has', () => {
    const field = document.createElement('input')
    expect(press({ key: 'm' }, { target: field })).toEqual({ calls: [], did: false })
    const radio = Object.assign(document.createElement('input'), { type: 'radio' })
    expect(press({ key: 'm' }, { target: radio }).did).toBe(true)
    expect(press({ key: 'ArrowLeft' }, { target: radio }).did).toBe(false)
  })

  it('can be switched off, all but those with Ctrl and Escape', () => {
    const { view } = createAppStore().getState()
    const state = { view: { ...view, shortcuts: false } }
    expect(press({ key: 'm' }, { state }).did).toBe(false)
    expect(press({ key: 's', ctrlKey: true }, { state }).calls).toEqual([['saveSession']])
  })

  it('undo and redo outside text fields, where the browser has its own', () => {
    expect(press({ key: 'z', ctrlKey: true }).calls).toEqual([['undo']])
    expect(press({ key: 'Z', ctrlKey: true, shiftKey: true }).calls).toEqual([['redo']])
    expect(press({ key: 'z', ctrlKey: true }, { target: document.createElement('input') }).did).toBe(false)
    const committed = document.createElement('input')
    committed.dataset['committed'] = 'true'
    expect(press({ key: 'z', ctrlKey: true }, { target: committed }).calls).toEqual([['undo']])
  })

  it('cancel what is going on', () => {
    expect(press({ key: 'Escape' }, { phase: 'fitting' }).calls).toEqual([['cancel']])
    expect(press({ key: 'Escape' }).did).toBe(false)
  })

  it('copy the setting that has the focus from A to B', () => {
    const target = document.createElement('button')
    target.dataset['setting'] = 'noise'
    expect(press({ key: 'C', shiftKey: true }, { target }).calls).toEqual([
      ['setPipeline', 'b', { noise: 'A' }],
    ])
  })
})
