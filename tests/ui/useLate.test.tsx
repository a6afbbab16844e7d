// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useLate } from '../../src/ui/views/useLate.ts'

let root: Root

function Late({ is }: { readonly is: boolean }): string {
  return useLate(is, 250) ? 'late' : 'not late'
}

function show(is: boolean): void {
  act(() => root.render(<Late is={is} />))
}

function after(ms: number): void {
  act(() => void vi.advanceTimersByTime(ms))
}

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  vi.useFakeTimers()
  root = createRoot(document.body.appendChild(document.createElement('div')))
})

afterEach(() => {
  act(() => root.unmount())
  vi.useRealTimers()
  document.body.replaceChildren()
})

it('says late after the time, on time at once, and counts anew the next time', () => {
  show(true)
  after(249)
  expect(document.body.textContent).toBe('not late')
  after(1)
  expect(document.body.textContent).toBe('late')
  show(false)
  expect(document.body.textContent).toBe('not late')
  show(true)
  after(249)
  expect(document.body.textContent).toBe('not late')
  after(1)
  expect(document.body.textContent).toBe('late')
})

it('never says late of what ends before', () => {
  show(true)
  after(200)
  show(false)
  after(100)
  expect(document.body.textContent).toBe('not late')
})
