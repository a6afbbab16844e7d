// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Actions } from '../../src/state/actions.ts'
import { createAppStore, type AppStore } from '../../src/state/store.ts'
import { AppFrame } from '../../src/ui/frame/AppFrame.tsx'
import type { Selectors } from '../../src/ui/selectors.ts'
import { AppContext } from '../../src/ui/store.ts'

vi.mock('../../src/viewer/SliceViewer.tsx', () => ({ SliceViewer: () => null }))

const emptySelectors = {
  phase: () => 'empty',
  statusLine: () => 'No data loaded',
  runProgress: () => null,
  runFacts: () => null,
} as unknown as Selectors

let root: Root
let store: AppStore
let calls: unknown[][]

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  calls = []
  const actions = new Proxy({} as Actions, {
    get:
      (_, name) =>
      (...args: unknown[]) =>
        calls.push([name, ...args]),
  })
  store = createAppStore()
  const host = document.body.appendChild(document.createElement('div'))
  root = createRoot(host)
  await act(async () => {
    root.render(
      <AppContext value={{ store, actions, selectors: emptySelectors }}>
        <AppFrame tabs={[]} />
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

const button = (name: string): HTMLButtonElement | undefined =>
  [...document.querySelectorAll('button')].find((each) => each.textContent === name)

describe('the page before anything is loaded', () => {
  it('has one input for files and one for a folder, each labelled', () => {
    const inputs = [...document.querySelectorAll<HTMLInputElement>('input[type="file"]')]
    expect(
      inputs.map((input) => [input.ariaLabel ?? input.getAttribute('aria-label'), input.multiple]),
    ).toEqual([
      ['Add files', true],
      ['Add a folder', true],
    ])
  })

  it('names the sample first in the button that opens it', () => {
    const named = [...document.querySelectorAll('button')].filter((each) => /sample/i.test(each.textContent))
    expect(named.map((each) => each.textContent)).toEqual(['Open the sample'])
    named[0]?.click()
    expect(calls).toEqual([['openSample']])
  })

  it('says its phase to programs and in words', () => {
    expect(document.querySelector('main')?.dataset['phase']).toBe('empty')
    expect(document.querySelector('[role="status"]')?.textContent).toBe('No data loaded')
  })

  it('switches the theme', () => {
    button('Light theme')?.click()
    expect(calls).toEqual([['setView', { theme: 'light' }]])
  })

  it('lists what went wrong', async () => {
    await act(async () => {
      store.setState({
        messages: [
          { id: 1, scope: 'files', code: 'n', severity: 'note', message: 'No sidecar.', remedy: 'Add one.' },
          {
            id: 2,
            scope: 'files',
            code: 'e',
            severity: 'error',
            file: 'events.tsv',
            line: 14,
            message: 'Onset is “12,5”.',
            remedy: 'Use a point.',
          },
        ],
      })
      await Promise.resolve()
    })
    const items = [...document.querySelectorAll('[aria-label="Messages"] > li')].map(
      (item) => item.textContent,
    )
    expect(items).toHaveLength(2)
    expect(items[0]).toContain('Error. Onset is “12,5”. Use a point.')
    expect(items[0]).toContain('events.tsv, line 14')
    expect(items[1]).toContain('Note. No sidecar. Add one.')
  })
})
