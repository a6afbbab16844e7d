// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest'
import { isForDialog, watchDialogKeys } from '../../src/ui/keys/dialogKeys.ts'

let stop: () => void
const asked: boolean[] = []

function closeAll(): void {
  document.body.replaceChildren()
}

function askPage(event: KeyboardEvent): void {
  asked.push(isForDialog(event))
}

beforeEach(() => {
  stop = watchDialogKeys()
  // A dialog listens on the window too, from when it is mounted.
  window.addEventListener('keydown', closeAll, { capture: true })
  document.addEventListener('keydown', askPage)
})
afterEach(() => {
  stop()
  window.removeEventListener('keydown', closeAll, { capture: true })
  document.removeEventListener('keydown', askPage)
  asked.length = 0
  closeAll()
})

function press(key: string): void {
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
}

it.each(['dialog', 'menu'])('a key that closes a %s is not the page’s; the next one is', (role) => {
  document.body.appendChild(document.createElement('div')).setAttribute('role', role)
  press('Escape')
  expect(document.querySelector('[role]')).toBeNull()
  press('Escape')
  expect(asked).toEqual([true, false])
})
