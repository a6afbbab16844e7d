// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Actions } from '../../src/state/actions.ts'
import type { AppState, Pane, PaneState } from '../../src/state/appState.ts'
import { createAppStore, type AppStore } from '../../src/state/store.ts'
import { inSlices } from '../../src/ui/inSlices.ts'
import type { Selectors } from '../../src/ui/selectors.ts'
import { AppContext } from '../../src/ui/store.ts'
import { useAppInTurn } from '../../src/ui/useAppInTurn.ts'

let root: Root
let store: AppStore
let asked: number[]

function Threshold(): string {
  const found = useAppInTurn((state: AppState) => {
    asked.push(state.view.thresholdAbs)
    return { threshold: state.view.thresholdAbs }
  })
  return found === undefined ? 'not yet' : String(found.threshold)
}

function setThreshold(thresholdAbs: number): void {
  store.setState(({ view }) => ({ view: { ...view, thresholdAbs } }))
}

/** Until all that waits now has had its turn. */
async function turns(): Promise<void> {
  await act(() => new Promise<void>((resolve) => inSlices(resolve)))
}

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  asked = []
  store = createAppStore()
  root = createRoot(document.body.appendChild(document.createElement('div')))
  const value = { store, actions: {} as Actions, selectors: {} as Selectors }
  await act(async () => {
    root.render(
      <AppContext value={value}>
        <Threshold />
      </AppContext>,
    )
    await Promise.resolve()
  })
})

afterEach(async () => {
  await act(async () => {
    root.unmount()
    await Promise.resolve()
  })
  document.body.replaceChildren()
})

describe('what is worked out in turn', () => {
  it('comes after the change, and once for changes that follow each other', async () => {
    await turns()
    expect(document.body.textContent).toBe('3.1')
    asked = []
    act(() => {
      setThreshold(2)
      setThreshold(5)
    })
    expect(document.body.textContent).toBe('3.1')
    expect(asked).toEqual([])
    await turns()
    expect(document.body.textContent).toBe('5')
    expect(asked).toEqual([5])
  })

  it('is not worked out for a panel that is gone', async () => {
    await turns()
    asked = []
    setThreshold(4)
    await act(async () => {
      root.render(null)
      await Promise.resolve()
    })
    await turns()
    expect(asked).toEqual([])
  })
})

describe('new maps', () => {
  function setPane(pane: Pane, change: Partial<PaneState>): void {
    store.setState(({ panes }) => ({ panes: { ...panes, [pane]: { ...panes[pane], ...change } } }))
  }
  const fitting: PaneState['job'] = { status: 'running', progress: null }
  const idle: PaneState['job'] = { status: 'idle' }
  const maps = (): PaneState['shown'] => ({ kind: 'fitted' }) as PaneState['shown']

  beforeEach(async () => {
    await turns()
    setPane('a', { job: fitting })
    setPane('b', { job: fitting })
    await turns()
    asked = []
  })

  it('of one pane wait for those of the other', async () => {
    setPane('a', { job: idle, shown: maps() })
    await turns()
    expect(asked).toEqual([])
    setPane('b', { job: idle, shown: maps() })
    await turns()
    expect(asked).toHaveLength(1)
  })

  it('are looked at when the other fit fails, and when it takes longer than a moment', async () => {
    setPane('a', { job: idle, shown: maps() })
    await turns()
    setPane('b', { job: idle })
    await turns()
    expect(asked).toHaveLength(1)
    setPane('b', { job: fitting })
    await turns()
    asked = []
    setPane('a', { shown: maps() })
    await turns()
    expect(asked).toEqual([])
    await act(() => vi.waitFor(() => expect(asked).toHaveLength(1), 5_000))
  })

  it('that are seen already keep nothing else waiting', async () => {
    setThreshold(2)
    await turns()
    expect(document.body.textContent).toBe('2')
  })
})

describe('work in slices', () => {
  it('keeps its order, and what is added meanwhile comes last', async () => {
    const done: number[] = []
    await new Promise<void>((resolve) => {
      inSlices(() => {
        done.push(1)
        inSlices(() => {
          done.push(3)
          resolve()
        })
      })
      inSlices(() => done.push(2))
    })
    expect(done).toEqual([1, 2, 3])
  })

  it('goes on after work that threw, and reports the error', async () => {
    const thrown = vi.spyOn(globalThis, 'setTimeout').mockReturnValue(0 as never)
    await new Promise<void>((resolve) => {
      inSlices(() => {
        throw new Error('on purpose')
      })
      inSlices(resolve)
    })
    const report = thrown.mock.calls[0]?.[0]
    thrown.mockRestore()
    expect(report).toThrow('on purpose')
  })
})
